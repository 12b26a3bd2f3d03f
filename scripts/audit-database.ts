// npm run audit-database -- backup FILE | restore FILE | verify [FILE] [--heads FILE] | public-key
// Of the audit database of DATABASE_URL, else audit.db in DATA_DIR. Backup and verify may run beside the console, restore only without it.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { backUp, headsOf, restore, type Verified, verifyFile } from "#lib/adapters/store/backup.ts";
import { makeSealer } from "#lib/adapters/store/seal.ts";
import { firstRewritten } from "#lib/domain/audit/heads-post.ts";
import { secretFile } from "./console.mjs";
import { root } from "./places.mjs";

const { positionals, values } = parseArgs({ options: { heads: { type: "string" } }, allowPositionals: true });
const [command, file] = positionals;
const dataDir = resolve(process.env.DATA_DIR ?? resolve(root, ".data"));
const database = resolve((process.env.DATABASE_URL ?? `file:${resolve(dataDir, "audit.db")}`).replace(/^file:/, ""));
const auditKey = () => readFileSync(process.env.AUDIT_KEY_FILE ?? secretFile(dataDir, "audit-key"), "utf8").trim();

function say(path: string, { verdict, sha256 }: Verified): void {
  if (verdict.kind === "whole")
    console.log(`${path} is whole: ${verdict.records} records, ${verdict.streams} streams, ${verdict.seals} seals`);
  else console.log(`${path} is NOT whole: first at record ${verdict.number} of ${verdict.stream} (${verdict.reason})`);
  console.log(`SHA-256 ${sha256}`);
  if (verdict.kind !== "whole") process.exitCode = 1;
}

/** Lays what was posted outside beside what the database holds: a rewrite of all of it, by whoever, shows here. */
async function sayHeads(path: string, postedFile: string): Promise<void> {
  const rewritten = firstRewritten(readFileSync(resolve(postedFile), "utf8"), await headsOf(path));
  if (rewritten === null) return console.log(`every head in ${postedFile} is in the database as it was posted`);
  console.log(`NOT as posted: head ${rewritten} of ${postedFile} is not in the database: it was rewritten or cut off`);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  if (command === "verify") {
    const path = resolve(file ?? database);
    say(file ?? database, await verifyFile(path, auditKey()));
    if (values.heads !== undefined) await sayHeads(path, values.heads);
    return;
  }
  if (command === "public-key") return console.log(makeSealer(auditKey()).publicKey);
  if (command === "backup" && file) return say(file, await backUp(database, resolve(file), auditKey()));
  if (command === "restore" && file) {
    const migrationsDir = resolve(root, "prisma/migrations");
    const done = await restore(resolve(file), database, { auditKey: auditKey(), migrationsDir, now: () => new Date() });
    if (done.setAside !== null) console.log(`what was there is kept as ${done.setAside}`);
    return say(database, done);
  }
  console.error(
    "usage: npm run audit-database -- backup FILE | restore FILE | verify [FILE] [--heads FILE] | public-key",
  );
  process.exitCode = 2;
}

main().catch((e: unknown) => {
  console.error(e instanceof Error ? e.message : String(e));
  process.exitCode = 1;
});
