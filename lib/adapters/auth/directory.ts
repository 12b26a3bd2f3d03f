import { APIError } from "better-auth/api";
import { genericOAuth } from "better-auth/plugins";
import type { Role } from "#lib/domain/actor.ts";

/** An OpenID Connect provider (AD FS, Entra ID, Keycloak) whose groups say who is what. */
export type DirectoryOptions = {
  /** As its discovery document says it. */
  readonly issuer: string;
  /** What stands on the button. */
  readonly name: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scopes: readonly string[];
  /** The claim that lists groups. */
  readonly groupsClaim: string;
  /** The first group that a person is in decides; in none of them, he is not let in. */
  readonly roles: readonly { readonly group: string; readonly role: Role }[];
};

/** Path of the provider in addresses: /api/auth/callback/oidc. */
export const directoryId = "oidc";
const patienceMs = 3_000;

/** What a person's groups make him, or null. Pure. */
export function roleOf(profile: Readonly<Record<string, unknown>>, options: DirectoryOptions): Role | null {
  const claim = profile[options.groupsClaim];
  const groups = Array.isArray(claim) ? claim : [claim];
  return options.roles.find(({ group }) => groups.includes(group))?.role ?? null;
}

const discoveryUrl = (issuer: string) => `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;

/** Whether the provider answers now; waits three seconds at most. */
export async function directoryAnswers(options: DirectoryOptions): Promise<boolean> {
  const signal = AbortSignal.timeout(patienceMs);
  return fetch(discoveryUrl(options.issuer), { signal }).then(
    (answer) => answer.ok,
    () => false,
  );
}

/**
 * The plugin of the sign-in library: authorization code with PKCE and nonce, id token verified against the provider's keys. `onRole`
 * hears of each person's role before his session is made. A person in no group of ours gets no further.
 */
export function directoryPlugin(options: DirectoryOptions, onRole: (email: string, role: Role) => void) {
  return genericOAuth({
    config: [
      {
        providerId: directoryId,
        discoveryUrl: discoveryUrl(options.issuer),
        clientId: options.clientId,
        clientSecret: options.clientSecret,
        scopes: [...options.scopes],
        pkce: true,
        requireIdTokenVerification: true,
        mapProfileToUser: (profile: Record<string, unknown>) => {
          const role = roleOf(profile, options);
          const email = typeof profile.email === "string" ? profile.email.toLowerCase() : "";
          if (role === null) throw new APIError("FORBIDDEN", { message: "no group gives a role", code: "NO_ROLE" });
          onRole(email, role);
          return {};
        },
      },
    ],
  });
}
