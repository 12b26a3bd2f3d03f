import { readFileSync } from "node:fs";
import { z } from "zod";
import { AppError } from "#lib/domain/errors.ts";
import { isSealed, keysOf, unseal } from "./sealed-file.mjs";

const sealedFile = z.object({ keyId: z.string(), entries: z.record(z.string(), z.string()) });
const opened = z.record(
  z.string(),
  z.object({ user: z.string(), password: z.string(), domain: z.string().optional() }).strict(),
);

export type Credential = { readonly user: string; readonly password: string; readonly domain?: string };

/**
 * Reads the sealed credentials file, and again when a name is not known; gives the lookup by name. What it throws names places, never values.
 * @throws AppError "bad-input" when the file is missing, plain, changed, or sealed with a key that was not given
 */
export function readCredentials(options: {
  /** Null: no credential is known. */
  readonly file: string | null;
  /** The key itself, else the file that holds it. */
  readonly key: string | null;
  readonly keyFile: string;
}): (name: string) => Credential {
  const { file } = options;
  const read = () => (file === null ? {} : readSealed(file, options));
  let credentials: Readonly<Record<string, Credential | undefined>> = asGiven(read());
  return (name) => {
    // One that was added since the start is found, too.
    if (credentials[name] === undefined) credentials = asGiven(read());
    const found = credentials[name];
    if (found === undefined) throw new AppError("bad-input", `the credentials file holds no credential ${name}`);
    return found;
  };
}

function asGiven(entries: z.infer<typeof opened>): Readonly<Record<string, Credential>> {
  return Object.fromEntries(
    Object.entries(entries).map(([name, { user, password, domain }]) => [
      name,
      { user, password, ...(domain === undefined ? {} : { domain }) },
    ]),
  );
}

/** Names of all credentials, read anew; empty without a file. @throws as `readCredentials` */
export function credentialNames(options: Parameters<typeof readCredentials>[0]): readonly string[] {
  return options.file === null ? [] : Object.keys(readSealed(options.file, options)).sort();
}

function readSealed(file: string, from: { readonly key: string | null; readonly keyFile: string }) {
  const content: unknown = attempt(`cannot be read as JSON`, file, () => JSON.parse(readFileSync(file, "utf8")));
  if (!isSealed(content))
    throw new AppError(
      "bad-input",
      `credentials file ${file} is not sealed; seal it: npm run credentials -- seal ${file}`,
    );
  const sealed = attempt("is not whole", file, () => sealedFile.parse(content));
  const keyText = from.key ?? attempt(`needs its key`, file, () => readFileSync(from.keyFile, "utf8"));
  const plain = attempt("cannot be opened", file, () => unseal(sealed, keysOf(keyText)));
  const parsed = opened.safeParse(plain);
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.map((issue) => issue.path.join("."));
  throw new AppError("bad-input", `credentials file ${file} is not usable at: ${places.join(", ")}`);
}

function attempt<T>(what: string, file: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    // A parser quotes what it stumbles over, and that may be a password.
    const isOurs = cause instanceof Error && !(cause instanceof SyntaxError) && !(cause instanceof z.ZodError);
    throw new AppError("bad-input", `credentials file ${file} ${what}${isOurs ? `: ${cause.message}` : ""}`, { cause });
  }
}
