/** A mail in words. `mailId` is the same at each try: a mail that arrives twice can be told. */
export type Letter = {
  readonly mailId: string;
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
};

export interface MailPort {
  /**
   * Hands the letter to the mail server, within 30 s; gives the server's own words.
   * @throws AppError "unreachable" or "remote" when another try may help, "refused" when none does
   */
  send(letter: Letter): Promise<string>;
}
