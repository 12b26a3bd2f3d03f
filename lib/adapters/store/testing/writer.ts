// A process that appends to the audit until it is killed: node --import tsx writer.ts <database> <key> <name>. Says each number it was promised.
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { openStore } from "#lib/adapters/store/open-store.ts";

const [path = "", auditKey = "", name = ""] = process.argv.slice(2);
const migrationsDir = join(import.meta.dirname, "../../../../prisma/migrations");
const open = () => openStore({ url: `file:${path}`, migrationsDir, auditKey });
let opened = await open().catch(() => null);
while (opened === null) opened = await open().catch(() => null);
for (let n = 1; ; n += 1) {
  try {
    await opened.store.recordEntry({ stream: "console", kind: "signed-in", person: name, data: { n } });
    process.stdout.write(`${n}\n`);
    await pause(2); // lets the other one in
  } catch {
    n -= 1; // The other one held the database longer than this one waits: nothing was promised.
  }
}
