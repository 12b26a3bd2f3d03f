import { betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { APIError } from "better-auth/api";
import { nextCookies } from "better-auth/next-js";
import { twoFactor } from "better-auth/plugins";
import type { PrismaClient } from "#lib/adapters/store/generated/client.ts";
import type { Actor } from "#lib/domain/actor.ts";
import { makeSignInGate } from "./sign-in-gate.ts";

/** Whom a session token belonged to when it was last looked up, until when that session lasts, and when he last used it. */
export type KnownSession = { readonly actor: Actor; readonly expiresAt: Date; readonly usedAt: Date };

/** The sign-in service. `answerAuth` answers /api/auth; `actorOf` tells who asks. */
export type Auth = ReturnType<typeof makeAuth>;

/** A session ends so long after the sign-in, whatever happens (seconds). */
const absoluteSeconds = 12 * 3_600;

/**
 * Sign-in by e-mail, password and, where a person has set one up, a second factor; sessions in the audit database. Sign-up is
 * closed. `onSignIn` is awaited after each new session; when it fails, so does the sign-in.
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
      additionalFields: {
        role: { type: "string", required: false, defaultValue: "viewer", input: false },
        disabled: { type: "boolean", required: false, defaultValue: false, input: false },
      },
      changeEmail: { enabled: false },
      deleteUser: { enabled: false },
    },
    session: {
      expiresIn: absoluteSeconds,
      // The end stays where it is; who does nothing is sent away earlier (actor-of.ts).
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
      additionalFields: { confirmedAt: { type: "date", required: false, input: false } },
    },
    advanced: { disableOriginCheck: false },
    // Sign-ins are counted before this, by the gate: it knows browsers, and needs no address that might be forged.
    rateLimit: {
      enabled: true,
      storage: "database",
      window: 10,
      max: 100,
      customRules: { "/sign-in/email": false, "/get-session": false },
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session) => {
            const user = await options.prisma.user.findUnique({ where: { id: session.userId } });
            // The words of a wrong password: whether the person is known here is nobody's business.
            if (user === null || user.disabled)
              throw new APIError("UNAUTHORIZED", {
                message: "Invalid email or password",
                code: "INVALID_EMAIL_OR_PASSWORD",
              });
            return { data: { ...session, confirmedAt: new Date() } };
          },
          after: async (session) => options.onSignIn?.(session.userId),
        },
      },
    },
    logger: { level: "error" },
    plugins: [twoFactor({ issuer: "Failover Console" }), nextCookies()],
  });
  const gate = { gate: makeSignInGate(), secret: options.secret, isSecure: protocol === "https:" };
  return Object.assign(auth, { known: new Map<string, KnownSession>(), admission: gate });
}
