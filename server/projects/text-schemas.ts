import {z} from 'zod'

/** A name, on one line. */
export function lineSchema(maxLength: number) {
  return z
    .string()
    .trim()
    .min(1, 'A name is needed')
    .max(maxLength)
    .refine((name) => !/[\r\n\0]/.test(name), 'A name is one line')
}

/** Any text that PostgreSQL can keep. */
export function textSchema(maxLength: number) {
  return z
    .string()
    .max(maxLength)
    .refine((text) => !text.includes('\0'), 'A text holds no NUL character')
}
