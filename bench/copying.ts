// Copying as the console does it (a child process per folder, hashed while read, read back and compared, flushed, renamed) over cp and
// then sha256sum of both files; and 1,000 small files over one of the same size. Both in one run, on one disk, one after the other.
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { closeSync, mkdirSync, mkdtempSync, openSync, readdirSync, rmSync, statSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeFilePort } from "#lib/adapters/files/file-port.ts";
import { pool as fakePool } from "#lib/engine/testing/fake-pool.ts";
import { atLeast, atMost, say } from "./figure.ts";

const largeMb = Number(process.env.BENCH_LARGE_MB ?? 512);
const smallCount = 1_000;
const smallKb = 512;
const rounds = 3;

const dir = mkdtempSync(join(process.env.BENCH_DIR ?? tmpdir(), "bench-copying-"));
const at = (folder: string, file = "") => join(dir, folder, file);
for (const folder of ["share", "small", "copies", "plain"]) mkdirSync(at(folder));

const block = randomBytes(1_024 * 1_024);
function writeFile(path: string, bytes: number): void {
  const file = openSync(path, "w");
  for (let left = bytes; left > 0; left -= block.length) writeSync(file, block, 0, Math.min(left, block.length));
  closeSync(file);
}

function portFrom(source: string) {
  const folder = (path: string) => ({ asServer: path, asConsole: path, hostedIn: "other" as const });
  const folders = { ...fakePool.folders, backupShare: folder(source), copyFolder: folder(at("copies")) };
  return makeFilePort({ pool: { ...fakePool, folders } });
}

/** Milliseconds that the console needs for every file of a folder, one after the other. */
async function copyAll(source: string): Promise<number> {
  const files = portFrom(source);
  const names = readdirSync(source);
  const act = {
    runId: "bench",
    actId: "copy",
    person: "",
    onOutput: () => undefined,
    signal: new AbortController().signal,
  };
  await files.list("copyFolder"); // its processes stand
  await files.list("backupShare");
  const from = performance.now();
  for (const file of names) {
    const sizeBytes = String(statSync(join(source, file)).size);
    const parameters = { from: "backupShare", to: "copyFolder", file, sizeBytes };
    await files.copy({ kind: "file", target: "copyFolder", text: "copy", parameters, deadlineMs: null }, act);
  }
  const ms = performance.now() - from;
  await files.close();
  for (const name of names) rmSync(at("copies", name));
  return ms;
}

/** Milliseconds of cp, then sha256sum of both. */
function copyPlainly(file: string): number {
  const from = performance.now();
  execFileSync("cp", [at("share", file), at("plain", file)]);
  execFileSync("sha256sum", [at("share", file), at("plain", file)]);
  const ms = performance.now() - from;
  rmSync(at("plain", file));
  return ms;
}

const middle = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

try {
  writeFile(at("share", "large.trn"), largeMb * 1_024 * 1_024);
  const [ours, plain]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    plain.push(copyPlainly("large.trn"));
    ours.push(await copyAll(at("share")));
  }
  rmSync(at("share", "large.trn"));
  const rate = (ms: number) => largeMb / (ms / 1_000);
  say({ name: `copying ${largeMb} MB`, value: rate(middle(ours)), unit: "MB/s", goal: "no goal", ok: true });
  say({ name: "cp, then sha256sum of both", value: rate(middle(plain)), unit: "MB/s", goal: "no goal", ok: true });
  const isQuick = atLeast("copying over cp and sha256sum", middle(plain) / middle(ours), 0.95, "of its throughput");

  for (let n = 0; n < smallCount; n += 1) writeFile(at("small", `mgc_${n}.trn`), smallKb * 1_024);
  writeFile(at("share", "one.trn"), smallCount * smallKb * 1_024);
  const [many, one]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    one.push(await copyAll(at("share")));
    many.push(await copyAll(at("small")));
  }
  const isFlat = atMost(
    `${smallCount} files of ${smallKb} KB over one of the same size`,
    middle(many) / middle(one),
    1.3,
    "times",
  );
  process.exitCode = isQuick && isFlat ? 0 : 1;
} finally {
  rmSync(dir, { recursive: true, force: true });
}
