import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Stand } from "./stand.ts";

/** Everything that must never be written down in the clear: the lab's SQL password, its accounts' password, the stand's keys. */
function secretsOf(stand: Stand): readonly string[] {
  const read = (name: string) => readFileSync(join(stand.dir, name), "utf8");
  const logins: Record<string, { readonly password: string }> = JSON.parse(read("lab/credentials.json"));
  const keys = ["auth-secret", "audit-key", "credentials-key"].map((name) => read(name).trim());
  return [...Object.values(logins).map(({ password }) => password), ...keys, "lab-Milano-Torino-1"];
}

type Place = { readonly name: string; readonly text: string };

/** Where a secret stands that should not: in the console's output, in every file it keeps but for the key files, and in what somebody took from it. */
export function leaks(stand: Stand, taken: readonly Place[] = []): readonly string[] {
  const secrets = secretsOf(stand);
  const ownFiles = readdirSync(stand.dir, { recursive: true, encoding: "utf8" })
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => !name.startsWith("lab") && !["auth-secret", "audit-key", "credentials-key"].includes(name))
    .filter((name) => statSync(join(stand.dir, name)).isFile());
  const places = ownFiles.map((name) => ({ name, text: readFileSync(join(stand.dir, name), "latin1") }));
  return [...places, ...taken, { name: "output", text: stand.said() }]
    .filter(({ text }) => secrets.some((secret) => text.includes(secret)))
    .map(({ name }) => name);
}
