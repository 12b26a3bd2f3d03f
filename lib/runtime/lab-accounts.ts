import { readFileSync } from "node:fs";
import { z } from "zod";

const schema = z.array(z.object({ email: z.string(), name: z.string(), password: z.string(), role: z.string() }));

/** What the sign-in page shows: the accounts of the lab's own file, null = none; never those of a real pool. */
export function readLabAccounts(file: string | null): z.infer<typeof schema> {
  return file === null ? [] : schema.parse(JSON.parse(readFileSync(file, "utf8")));
}
