import { betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { APIError } from "better-auth/api";
import { nextCookies } from "better-auth/next-js";
import { twoFactor } from "better-auth/plugins";
import type { PrismaClient } from "#lib/adapters/store/generated/client.ts";
import { type Actor, type Role, roles } from "#lib/domain/actor.ts";
import { type DirectoryOptions, directoryAnswers, directoryPlugin } from "./directory.ts";
import { makeSignInGate } from "./sign-in-gate.ts";
import { usedCodes } from "./used-codes.ts";

/** Whom a session token belonged to when it was last looked up, until when that session lasts, and when he last used it. */
export type KnownSession = { readonly actor: Actor; readonly expiresAt: Date; readonly usedAt: Date };

/** The sign-in service. `answerAuth` answers /api/auth; `actorOf` tells who asks. */
export type Auth = ReturnType<typeof makeAuth>;

/** A session ends so long after the sign-in, whatever happens (seconds). */
const absoluteSeconds = 12 * 3_600;

export type AuthOptions = {
  readonly prisma: PrismaClient;
  readonly secret: string;
  readonly baseUrl: string;
  /** The pools of this console, the first one first; who has a role in none of them cannot sign in. */
  readonly pools: () => readonly string[];
  readonly onSignIn?: (userId: string) => Promise<void>;
  /** A person is about to switch his second factor on or off; when this fails, so does the switch. */
  readonly onSecondFactor?: (person: { readonly id: string; readonly name: string }, isOn: boolean) => Promise<void>;
  /** Absent: people have their passwords here only. */
  readonly directory?: DirectoryOptions | undefined;
  /** The directory made a person, or says that he is something else now; awaited before his session is made. */
  readonly onDirectoryRole?: (userId: string, role: Role) => Promise<void>;
};

/**
 * Sign-in by e-mail, password and, where a person has set one up, a second factor; or by a directory. Sessions are in the audit
 * database. Sign-up is closed. `onSignIn` is awaited after each new session; when it fails, so does the sign-in.
 */
export function makeAuth(options: AuthOptions) {
  const { directory, baseUrl, secret } = options;
  const admission = { gate: makeSignInGate(), secret, isSecure: new URL(baseUrl).protocol === "https:" };
  const beside =
    directory === undefined ? null : { name: directory.name, handler: directoryHandler(options, directory) };
  return Object.assign(library(options), {
    ...poolRoles(options),
    known: new Map<string, KnownSession>(),
    admission,
    directory: beside,
  });
}

/**
 * The same library once more, with the directory. Made when first asked for and only when the directory answers: at the console's
 * start it may be away. While it is, the answer is 502 and passwords work as ever.
 */
function directoryHandler(options: AuthOptions, directory: DirectoryOptions): (request: Request) => Promise<Response> {
  let ready: ReturnType<typeof library> | null = null;
  return async (request) => {
    if (!(await directoryAnswers(directory))) return Response.json({ code: "provider-gone" }, { status: 502 });
    ready ??= library(options, directory);
    return ready.handler(request);
  };
}

function library(options: AuthOptions, directory?: DirectoryOptions) {
  const { port, protocol } = new URL(options.baseUrl);
  const codes = usedCodes();
  const fromGroups = new Map<string, Role>();
  const fromDirectory = directory ? [directoryPlugin(directory, (email, role) => fromGroups.set(email, role))] : [];
  return betterAuth({
    appName: "Persistent Chat Failover Console",
    baseURL: options.baseUrl,
    secret: options.secret,
    trustedOrigins: [options.baseUrl, `${protocol}//localhost:${port}`, `${protocol}//127.0.0.1:${port}`],
    telemetry: { enabled: false },
    database: prismaAdapter(options.prisma, { provider: "sqlite" }),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12 },
    user: {
      additionalFields: {
        disabled: { type: "boolean", required: false, defaultValue: false, input: false },
        language: { type: "string", required: false, input: false },
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
      customRules: { "/sign-in/email": false, "/get-session": false, "/sign-in/social": { window: 10, max: 30 } },
    },
    // An address belongs to somebody here or to somebody of the directory: neither can take the other's account over.
    account: { accountLinking: { enabled: false } },
    databaseHooks: {
      user: {
        update: {
          before: async (change, context) => {
            const person = context?.context.session?.user;
            const isOn = "twoFactorEnabled" in change ? change.twoFactorEnabled : undefined;
            if (typeof isOn === "boolean" && person !== undefined) await options.onSecondFactor?.(person, isOn);
          },
        },
      },
      // The directory's tokens are of no use here, so they are not kept.
      account: { create: { before: withoutTokens }, update: { before: withoutTokens } },
      session: {
        create: {
          before: async (session, context) => {
            const user = await options.prisma.user.findUnique({ where: { id: session.userId } });
            // The words of a wrong password: whether the person is known here is nobody's business.
            if (user === null || user.disabled)
              throw new APIError("UNAUTHORIZED", {
                message: "Invalid email or password",
                code: "INVALID_EMAIL_OR_PASSWORD",
              });
            codes.useOnce(session.userId, context);
            const role = fromGroups.get(user.email);
            fromGroups.delete(user.email);
            if (directory && role === undefined)
              throw new APIError("FORBIDDEN", { message: "no role", code: "NO_ROLE" });
            if (role !== undefined) await options.onDirectoryRole?.(user.id, role);
            else if ((await poolRoles(options).roleOf(user.id)) === null)
              throw new APIError("FORBIDDEN", { message: "no role in a pool of this console", code: "NO_ROLE" });
            return { data: { ...session, confirmedAt: new Date() } };
          },
          after: async (session) => options.onSignIn?.(session.userId),
        },
      },
    },
    logger: { level: "error" },
    plugins: [twoFactor({ issuer: "Failover Console" }), ...fromDirectory, nextCookies()],
  });
}

/** What people are in the pools of this console; an unknown word counts as viewer. */
function poolRoles({ prisma, pools }: Pick<AuthOptions, "prisma" | "pools">) {
  return {
    /** In the pool that is wished, else in the first in which he is something; null for none. */
    roleOf: async (userId: string, wished?: string): Promise<{ role: Role; pool: string } | null> => {
      const given = await prisma.poolRole.findMany({ where: { userId, poolFqdn: { in: [...pools()] } } });
      const inOrder = [...(wished === undefined ? [] : [wished]), ...pools()];
      const pool = inOrder.find((fqdn) => given.some((each) => each.poolFqdn === fqdn));
      const found = given.find((each) => each.poolFqdn === pool);
      if (found === undefined || pool === undefined) return null;
      return { pool, role: roles.find((role) => role === found.role) ?? "viewer" };
    },
    /** Those of the console's pools in which he is something. */
    poolsOf: async (userId: string): Promise<readonly string[]> => {
      const given = await prisma.poolRole.findMany({ where: { userId, poolFqdn: { in: [...pools()] } } });
      return pools().filter((fqdn) => given.some((each) => each.poolFqdn === fqdn));
    },
    /** In the first pool. */
    giveRole: async (userId: string, role: Role): Promise<void> => {
      await prisma.poolRole.create({ data: { userId, poolFqdn: pools()[0] ?? "", role } });
    },
  };
}

async function withoutTokens<T extends object>(account: T): Promise<{ data: T }> {
  return { data: { ...account, accessToken: null, refreshToken: null, idToken: null } };
}
