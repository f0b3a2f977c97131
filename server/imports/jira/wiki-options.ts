export interface WikiOptions {
  /** Where an attachment of this file name is served; without it, names stand as text. */
  attachmentUrl?: (fileName: string) => string | undefined
}
