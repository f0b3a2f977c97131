const megabyte = 1024 ** 2

/** Bytes; larger files are not looked into. */
export const maxInputBytes = 50 * megabyte
/** Bytes that a compressed file may unfold to. */
export const maxInflatedBytes = 100 * megabyte
/** Files in an archive. */
export const maxEntries = 5_000
/** Bytes of text that are kept of one file, in UTF-8. */
export const maxTextBytes = megabyte
