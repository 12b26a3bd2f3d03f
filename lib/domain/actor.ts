/** What a person may be in a pool; the permission table says what each may do. */
export const roles = ["viewer", "manager", "operator", "drill-operator", "administrator"] as const;
export type Role = (typeof roles)[number];

/** Who asks. `id` is the account's; `name` is what the journal shows. */
export type Actor = {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** The pool in which he is that and at which he looks; absent where nobody signed in. */
  readonly pool?: string;
  /** The session he asks from; absent where nobody signed in (tests, the bench). */
  readonly sessionId?: string;
  /** When he last proved who he is, ISO UTC; null = not known. */
  readonly confirmedAt?: string | null;
  /** The language he chose; absent or null = none yet. */
  readonly language?: string | null;
};
