/** Entries about people in the stream "console"; each has a text `people.acts.<kind>`. */
export const peopleActs = [
  "person-created",
  "person-changed",
  "sessions-revoked",
  "link-made",
  "password-set",
  "second-factor-changed",
  "first-administrator-made",
] as const;

/** What was done to whom, by whom; `before` and `after` are values as they were written, null = there was nothing. */
export type PeopleAct = {
  readonly at: string;
  readonly kind: (typeof peopleActs)[number];
  readonly by: string;
  readonly whom: string | null;
  readonly before: Readonly<Record<string, string>> | null;
  readonly after: Readonly<Record<string, string>> | null;
};
