import { isAbsolute, join, resolve } from "node:path";
import { z } from "zod";
import { AppError } from "#lib/domain/errors.ts";

const filePath = z
  .string()
  .min(1)
  .transform((path) => resolve(path));

const schema = z
  .object({
    DATA_DIR: filePath.default(resolve(".data")),
    POOL_FILE: filePath,
    /** Sealed: npm run credentials. */
    CREDENTIALS_FILE: filePath.optional(),
    CREDENTIALS_KEY: z.string().optional(),
    CREDENTIALS_KEY_FILE: filePath.optional(),
    ACCOUNTS_FILE: filePath.optional(),
    /** Set by the start script with the lab: its folder. Its accounts, and no others, stand on the sign-in page. */
    LAB_DIR: filePath.optional(),
    AUTH_SECRET_FILE: filePath.optional(),
    AUDIT_KEY_FILE: filePath.optional(),
    DATABASE_URL: z.string().startsWith("file:", "a SQLite file, written file:<path>").optional(),
    MIGRATIONS_DIR: filePath.default(resolve("prisma/migrations")),
    BASE_URL: z.url().default("http://127.0.0.1:3000"),
    /** How often the newest message number of each room is kept. */
    WATERMARK_SECONDS: z.coerce.number().int().min(5).max(600).default(60),
    /** How long another console's lease must stand still before this one takes it. */
    LEASE_PATIENCE_SECONDS: z.coerce.number().int().min(5).max(600).default(30),
    LOG_LEVEL: z.enum(["debug", "info", "warn", "error"]).default("info"),
  })
  .transform((env) => ({
    dataDir: env.DATA_DIR,
    poolFile: env.POOL_FILE,
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
    databaseUrl: absoluteUrl(env.DATABASE_URL ?? `file:${join(env.DATA_DIR, "audit.db")}`),
    migrationsDir: env.MIGRATIONS_DIR,
    baseUrl: env.BASE_URL,
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
