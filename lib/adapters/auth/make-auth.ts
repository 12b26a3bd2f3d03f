import { betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { nextCookies } from "better-auth/next-js";
import type { PrismaClient } from "#lib/adapters/store/generated/client.ts";
import type { Actor } from "#lib/domain/actor.ts";

/** Whom a session token belonged to when it was last looked up, and until when that session lasts. */
export type KnownSession = { readonly actor: Actor; readonly expiresAt: Date };

/** The sign-in service. `auth.handler` answers /api/auth; `auth.api.getSession({ headers })` tells who asks. */
export type Auth = ReturnType<typeof makeAuth>;

/**
 * Sign-in by e-mail and password, sessions of 8 hours in the audit database. Sign-up is closed: accounts are seeded.
 * `onSignIn` is awaited after each new session; when it fails, so does the sign-in.
 */
export function makeAuth(options: {
  readonly prisma: PrismaClient;
  readonly secret: string;
  readonly baseUrl: string;
  readonly onSignIn?: (userId: string) => Promise<void>;
}) {
  const { port, protocol } = new URL(options.baseUrl);
  const auth = betterAuth({
    appName: "Persistent Chat Failover Console",
    baseURL: options.baseUrl,
    secret: options.secret,
    trustedOrigins: [options.baseUrl, `${protocol}//localhost:${port}`, `${protocol}//127.0.0.1:${port}`],
    telemetry: { enabled: false },
    database: prismaAdapter(options.prisma, { provider: "sqlite" }),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12 },
    user: {
      additionalFields: { role: { type: "string", required: false, defaultValue: "viewer", input: false } },
      changeEmail: { enabled: false },
      deleteUser: { enabled: false },
    },
    session: { expiresIn: 8 * 3600, updateAge: 600, cookieCache: { enabled: false } },
    advanced: { disableOriginCheck: false },
    rateLimit: {
      enabled: true,
      storage: "database",
      window: 10,
      max: 100,
      customRules: { "/sign-in/email": { window: 10, max: 10 } },
    },
    databaseHooks: {
      session: { create: { after: async (session) => options.onSignIn?.(session.userId) } },
    },
    logger: { level: "error" },
    plugins: [nextCookies()],
  });
  return Object.assign(auth, { known: new Map<string, KnownSession>() });
}
