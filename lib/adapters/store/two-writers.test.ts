import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { backUp, verifyFile } from "./backup.ts";
import { openStore } from "./open-store.ts";

const auditKey = "k".repeat(43);
const migrationsDir = join(import.meta.dirname, "../../../prisma/migrations");
let dir: string;
let file: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "writers-"));
  file = join(dir, "audit.db");
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
});

/** A console's worth of writing in a process of its own. */
function writer(name: string) {
  const program = join(import.meta.dirname, "testing/writer.ts");
  const child = spawn(process.execPath, ["--import", "tsx", program, file, auditKey, name], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  let promised = 0;
  child.stdout?.on("data", (part: Buffer) => {
    promised = Number(part.toString().trim().split("\n").at(-1) ?? promised);
  });
  const killed = () =>
    new Promise((resolve) => {
      child.once("close", resolve);
      child.kill("SIGKILL");
    });
  return { promised: () => promised, killed };
}

test("two processes write at once, one is killed between two writes, a backup is taken meanwhile: every chain is whole and no promised record is missing", async () => {
  const [anna, marco] = [writer("anna"), writer("marco")];
  await expect.poll(() => Math.min(anna.promised(), marco.promised()), { timeout: 90_000 }).toBeGreaterThan(5);
  const copy = await backUp(file, join(dir, "copy.db"), auditKey);
  expect(copy.verdict.kind).toBe("whole");
  await anna.killed();
  const after = marco.promised();
  await expect.poll(() => marco.promised(), { timeout: 60_000 }).toBeGreaterThan(after + 3);
  await marco.killed();
  expect((await verifyFile(file, auditKey)).verdict.kind).toBe("whole");

  const open = await openStore({ url: `file:${file}`, migrationsDir, auditKey });
  const rows = await open.history.findEntries({ stream: "console", kind: "signed-in", limit: 1_000_000 });
  for (const [name, promised] of [
    ["anna", anna.promised()],
    ["marco", marco.promised()],
  ] as const) {
    const kept = rows.filter((row) => row.person === name).map((row) => Number(row.data.n));
    expect(kept.length).toBeGreaterThanOrEqual(promised);
  }
  await open.close();
}, 180_000);
