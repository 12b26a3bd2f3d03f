import { AppError } from "#lib/domain/errors.ts";
import type { PeoplePort } from "./people-port.ts";

export type FollowLinkInput = {
  readonly token: string;
  readonly password: string;
  /** Both only of the first administrator. */
  readonly name: string;
  readonly email: string;
};

/**
 * Uses a link that works once. Nothing slow is done for a token that is not good. Not safe to call twice: the second call is a conflict.
 * @throws AppError "conflict", "bad-input"
 */
export async function followLink(
  console: {
    readonly people: PeoplePort;
    readonly passwords: { readonly hash: (password: string) => Promise<string> };
  },
  input: FollowLinkInput,
): Promise<void> {
  const goal = await console.people.link(input.token);
  if (goal === null)
    throw new AppError("conflict", "this link does not work: it was used, is too old, or is not known");
  if (input.password.length < 12) throw new AppError("bad-input", "the password needs at least twelve characters");
  const isFirst = goal.kind === "first-administrator";
  if (isFirst && (input.name.trim() === "" || !/^\S+@\S+\.\S+$/.test(input.email.trim())))
    throw new AppError("bad-input", "the first administrator needs a name and an e-mail address");
  await console.people.spendLink(input.token, {
    passwordHash: await console.passwords.hash(input.password),
    first: isFirst ? { name: input.name, email: input.email } : null,
  });
}
