import { isAbsolute, join, resolve } from "node:path";
import { z } from "zod";
import { roles } from "#lib/domain/actor.ts";
import { AppError } from "#lib/domain/errors.ts";

const filePath = z
  .string()
  .min(1)
  .transform((path) => resolve(path));

const shellWords = z
  .string()
  .transform((text, ctx): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      ctx.addIssue({ code: "custom", message: 'write JSON: ["program", "argument"]' });
      return z.NEVER;
    }
  })
  .pipe(z.array(z.string().min(1)).min(1))
  .transform(([executable = "", ...rest]) => ({ executable, arguments: rest }));

const roleList = z
  .string()
  .transform((text) => text.split(";").map((pair) => pair.trim()))
  .pipe(
    z
      .array(
        z
          .string()
          .regex(/^.+=\s*[a-z-]+$/, "write group=role")
          .transform((pair) => ({
            group: pair.slice(0, pair.lastIndexOf("=")).trim(),
            role: pair.slice(pair.lastIndexOf("=") + 1).trim(),
          }))
          .pipe(z.object({ group: z.string().min(1), role: z.enum(roles) })),
      )
      .min(1),
  );

const schema = z
  .object({
    DATA_DIR: filePath.default(resolve(".data")),
    /** Its pool is taken in at the start when it has changed; without it pools are set up in the browser. */
    POOL_FILE: filePath.optional(),
    /** A management shell that a browser may choose, besides PowerShell by its plain name: JSON, ["program", "argument", …]. */
    MANAGEMENT_SHELL: shellWords.optional(),
    /** Sealed: npm run credentials. */
    CREDENTIALS_FILE: filePath.optional(),
    CREDENTIALS_KEY: z.string().optional(),
    CREDENTIALS_KEY_FILE: filePath.optional(),
    ACCOUNTS_FILE: filePath.optional(),
    /** Set by the start script with the lab: its folder. Its accounts, and no others, stand on the sign-in page. */
    LAB_DIR: filePath.optional(),
    AUTH_SECRET_FILE: filePath.optional(),
    AUDIT_KEY_FILE: filePath.optional(),
    /** A file, best on a share that this machine cannot rewrite, to which the sealed heads of the audit are posted. */
    HEADS_FILE: filePath.optional(),
    /** Where the sealed heads are posted as well; the shared secret is the password of the sealed credential of this name. */
    HEADS_WEBHOOK_URL: z.url({ protocol: /^https?$/ }).optional(),
    HEADS_WEBHOOK_CREDENTIAL: z.string().default("webhook"),
    /** Who gets the newest sealed head by mail once a day, by the pool file's mail server. */
    HEADS_MAIL_TO: z.email().optional(),
    DATABASE_URL: z.string().startsWith("file:", "a SQLite file, written file:<path>").optional(),
    MIGRATIONS_DIR: filePath.default(resolve("prisma/migrations")),
    BASE_URL: z.url().default("http://127.0.0.1:3000"),
    /** OpenID Connect; the client's id and secret are the sealed credential of the name OIDC_CREDENTIAL. */
    OIDC_ISSUER: z.url().optional(),
    OIDC_NAME: z.string().default("OpenID Connect"),
    OIDC_CREDENTIAL: z.string().default("oidc"),
    OIDC_SCOPES: z.string().default("openid profile email"),
    OIDC_GROUPS_CLAIM: z.string().default("groups"),
    /** "group=role" separated by semicolons; the first that fits decides. */
    OIDC_ROLES: roleList.optional(),
    /** Where alerts are posted; the shared secret is the password of the sealed credential of the name ALERT_WEBHOOK_CREDENTIAL. */
    ALERT_WEBHOOK_URL: z.url({ protocol: /^https?$/ }).optional(),
    ALERT_WEBHOOK_CREDENTIAL: z.string().default("webhook"),
    /** How often the newest message number of each room is kept. */
    WATERMARK_SECONDS: z.coerce.number().int().min(5).max(600).default(60),
    /** How long another console's lease must stand still before this one takes it. */
    LEASE_PATIENCE_SECONDS: z.coerce.number().int().min(5).max(600).default(30),
    LOG_LEVEL: z.enum(["debug", "info", "warn", "error"]).default("info"),
  })
  .refine((env) => env.OIDC_ISSUER === undefined || env.OIDC_ROLES !== undefined, {
    path: ["OIDC_ROLES"],
    message: "say which group has which role: with OIDC_ISSUER alone nobody could sign in",
  })
  .transform((env) => ({
    dataDir: env.DATA_DIR,
    /** Null: none. */
    poolFile: env.POOL_FILE ?? null,
    managementShell: env.MANAGEMENT_SHELL ?? null,
    /** Null: the pool's instances need no stored credential. */
    credentialsFile: env.CREDENTIALS_FILE ?? null,
    /** Null: it is in the key file. */
    credentialsKey: env.CREDENTIALS_KEY ?? null,
    credentialsKeyFile: env.CREDENTIALS_KEY_FILE ?? join(env.DATA_DIR, "credentials-key"),
    /** Null: accounts are not seeded. */
    accountsFile: env.ACCOUNTS_FILE ?? null,
    labAccountsFile:
      env.LAB_DIR !== undefined && env.ACCOUNTS_FILE === join(env.LAB_DIR, "accounts.json") ? env.ACCOUNTS_FILE : null,
    authSecretFile: env.AUTH_SECRET_FILE ?? join(env.DATA_DIR, "auth-secret"),
    auditKeyFile: env.AUDIT_KEY_FILE ?? join(env.DATA_DIR, "audit-key"),
    /** Null: heads are posted nowhere. */
    headsFile: env.HEADS_FILE ?? null,
    headsWebhook:
      env.HEADS_WEBHOOK_URL === undefined
        ? null
        : { url: env.HEADS_WEBHOOK_URL, credential: env.HEADS_WEBHOOK_CREDENTIAL },
    headsMailTo: env.HEADS_MAIL_TO ?? null,
    databaseUrl: absoluteUrl(env.DATABASE_URL ?? `file:${join(env.DATA_DIR, "audit.db")}`),
    migrationsDir: env.MIGRATIONS_DIR,
    baseUrl: env.BASE_URL,
    /** Null: no directory. */
    directory:
      env.OIDC_ISSUER === undefined
        ? null
        : {
            issuer: env.OIDC_ISSUER,
            name: env.OIDC_NAME,
            credential: env.OIDC_CREDENTIAL,
            scopes: env.OIDC_SCOPES.split(/\s+/),
            groupsClaim: env.OIDC_GROUPS_CLAIM,
            roles: env.OIDC_ROLES ?? [],
          },
    /** Null: alerts are posted nowhere. */
    alertWebhook:
      env.ALERT_WEBHOOK_URL === undefined
        ? null
        : { url: env.ALERT_WEBHOOK_URL, credential: env.ALERT_WEBHOOK_CREDENTIAL },
    watermarkSeconds: env.WATERMARK_SECONDS,
    leasePatienceSeconds: env.LEASE_PATIENCE_SECONDS,
    logLevel: env.LOG_LEVEL,
  }));

/** The checked environment; paths are absolute. */
export type Env = z.infer<typeof schema>;

function absoluteUrl(url: string): string {
  const path = url.slice("file:".length);
  return isAbsolute(path) ? url : `file:${resolve(path)}`;
}

/** Reads and checks the environment; an empty variable counts as absent. @throws AppError "bad-input" naming each wrong variable */
export function readEnv(source: Readonly<Record<string, string | undefined>> = process.env): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new AppError("bad-input", `the environment is not usable: ${wrong.join("; ")}`);
}
