import type { Role } from "#lib/domain/actor.ts";
import type { Language } from "#lib/domain/languages.ts";

/** A person as administrators see him; times are ISO UTC. */
export type Person = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** In this console's pool; null = none: he cannot sign in here. */
  readonly role: Role | null;
  readonly disabled: boolean;
  readonly hasSecondFactor: boolean;
  /** That he chose; null = none yet. */
  readonly language: string | null;
  /** When a session of his was last used; null = no session. */
  readonly seenAt: string | null;
};
export type PersonSession = {
  readonly id: string;
  readonly userId: string;
  /** The browser's own word about itself. */
  readonly browser: string;
  readonly address: string;
  readonly since: string;
  readonly seenAt: string;
  readonly endsAt: string;
};
/** Who does it, for the entry that is written in the same transaction. */
export type By = { readonly person: string; readonly personId: string | null };
/** What a link that works once is for. */
export type LinkFor = { readonly kind: "first-administrator" } | { readonly kind: "password"; readonly person: Person };

/** People, their sessions and links. Everything that changes writes its entry, with before and after, in one transaction. */
export interface PeoplePort {
  list(): Promise<readonly Person[]>;
  person(id: string): Promise<Person | null>;
  /** @throws AppError "conflict" when the e-mail address is taken */
  create(person: Pick<Person, "name" | "email" | "role">, by: By): Promise<Person>;
  /**
   * The role is that in this pool; null takes it away. Ends the person's sessions when he is disabled.
   * @throws AppError "not-found", "refused" for the last administrator who can sign in, or to disable somebody who has a role in a pool
   * where `by` is no administrator (`revoke` and `makeLink` too)
   */
  change(
    id: string,
    to: Partial<Pick<Person, "role" | "disabled">>,
    by: By,
  ): Promise<{ before: Person; after: Person }>;
  sessions(userId: string): Promise<readonly PersonSession[]>;
  /** `sessionId` null: all of the person's. */
  revoke(userId: string, sessionId: string | null, by: By): Promise<void>;
  /** Of the interface, for himself alone: the one change without an entry. */
  setLanguage(userId: string, language: Language): Promise<void>;
  /** Notes that the person of this session has just proved who he is. */
  confirm(sessionId: string): Promise<void>;
  /** Makes earlier links for the same person useless. `userId` null: the first administrator. Gives the token, which is kept nowhere. */
  makeLink(userId: string | null, by: By): Promise<{ readonly token: string; readonly endsAt: string }>;
  /** What a token is for; null when it is unknown, used, too old, or an administrator exists already. */
  link(token: string): Promise<LinkFor | null>;
  /**
   * Sets the password (as hash) and takes away every session and second factor; the first administrator is made by it. Once.
   * @throws AppError "conflict" when the link does not work any more
   */
  spendLink(
    token: string,
    to: { readonly passwordHash: string; readonly first: Pick<Person, "name" | "email"> | null },
  ): Promise<Person>;
  hasAdministrator(): Promise<boolean>;
}
