/** Independent ways to see whether the opposite side lives. A person's own eyes are the sixth: his attestation (lib/domain/run/journal.ts). */
export const witnesses = ["tcp", "login", "sessions", "last-write", "chat-services"] as const;
export type Witness = (typeof witnesses)[number];

/**
 * One look at one instance or chat server of the opposite side. It is evidence to be shown and kept, never a way past rule 1. Silence, and
 * what could not be read, is "no-proof".
 */
export type Vote = {
  /** The instance by name, or the chat server's FQDN. */
  readonly subject: string;
  readonly witness: Witness;
  readonly says: "may-write" | "lives" | "cannot-write" | "no-proof";
  /** What was asked, and of whom. Verbatim. */
  readonly how: string;
  /** What came back. Verbatim. */
  readonly answer: string;
  /** When the answer was there, or was given up; ISO UTC of this console. */
  readonly at: string;
};
