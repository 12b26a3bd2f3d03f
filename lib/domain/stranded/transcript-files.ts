/** Where transcripts are kept: outside both sites' databases, readable by the console's own account only. */
export interface TranscriptFiles {
  /**
   * Writes a new file and gives its size; durable when it resolves. Never writes over a file.
   * @throws AppError "bad-input" for a name with other than letters, digits, dots and hyphens, "conflict" when the name is taken,
   * "store-failed" when it could not be written
   */
  save(name: string, text: string): Promise<{ readonly sizeBytes: number }>;
  /** The text of a file. Safe to call twice. @throws AppError "bad-input", "not-found", "store-failed" */
  read(name: string): Promise<string>;
}
