import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { root } from "./processes.ts";

/** The lab's credentials as the console takes them: sealed, with a key in its own folder. `dir` holds the lab's folder. */
export function sealCredentials(dir: string): void {
  const [from, to] = [join(dir, "lab/credentials.json"), join(dir, "credentials.json")];
  const env = { ...process.env, DATA_DIR: dir };
  execFileSync(process.execPath, [join(root, "scripts/credentials.mjs"), "seal", from, "--out", to], { env });
}
