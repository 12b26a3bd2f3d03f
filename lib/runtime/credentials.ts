import { readFileSync } from "node:fs";
import { z } from "zod";
import { AppError } from "#lib/domain/errors.ts";

const schema = z.record(
  z.string(),
  z.object({ user: z.string(), password: z.string(), domain: z.string().exactOptional() }),
);
type Credential = z.infer<typeof schema>[string];

/**
 * Reads the credentials file, null = none, and gives the look-up by name.
 * @throws ZodError when the file has another shape; the look-up throws AppError "bad-input" for a name that is not in it
 */
export function readCredentials(file: string | null): (name: string) => Credential {
  const all = file === null ? {} : schema.parse(JSON.parse(readFileSync(file, "utf8")));
  return (name) => {
    const found = all[name];
    if (!found) throw new AppError("bad-input", `the credentials file holds no credential ${name}`);
    return found;
  };
}
