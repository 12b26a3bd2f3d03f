// Copying as the console does it (a child process per folder, hashed while read, flushed, read back and compared, renamed) over cp and
// then sha256sum of both files, which flushes nothing; and 1,000 small files over one of the same size. Each round does both, one right
// after the other on one disk: what else the machine does lies on both, and the middle round counts.
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { closeSync, mkdirSync, mkdtempSync, openSync, readdirSync, rmSync, statSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeFilePort } from "#lib/adapters/files/file-port.ts";
import { pool as fakePool } from "#lib/engine/testing/fake-pool.ts";
import { atLeast, atMost, median, say } from "./figure.ts";

const largeMb = Number(process.env.BENCH_LARGE_MB ?? 512);
const smallCount = Number(process.env.BENCH_SMALL_COUNT ?? 1_000);
const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const smallKb = 512;
/** As many small files at once as a run has under way (lib/engine/run-together.ts). */
const together = 16;

const dir = mkdtempSync(join(process.env.BENCH_DIR ?? tmpdir(), "bench-copying-"));
const at = (folder: string, file = "") => join(dir, folder, file);
for (const folder of ["share", "small", "one", "copies", "plain"]) mkdirSync(at(folder));

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

function emptied(folder: string): void {
  for (const name of readdirSync(at(folder))) rmSync(at(folder, name));
  // Nobody pays for what another left to be written.
  execFileSync("sync");
}

/** Milliseconds that the console needs for every file of a folder. */
async function copyAll(source: string): Promise<number> {
  const files = portFrom(source);
  const names = readdirSync(source);
  const act = {
    runId: "bench",
    actId: "",
    person: "",
    onOutput: () => undefined,
    signal: new AbortController().signal,
  };
  const copy = (file: string) => {
    const sizeBytes = String(statSync(join(source, file)).size);
    const parameters = { from: "backupShare", to: "copyFolder", file, sizeBytes };
    return files.copy({ kind: "file", target: "copyFolder", text: "copy", parameters, deadlineMs: null }, act);
  };
  writeFile(join(source, "first"), 1);
  await copy("first"); // its process stands
  rmSync(join(source, "first"));
  const from = performance.now();
  const left = names.values();
  const one = async () => {
    for (const name of left) await copy(name);
  };
  await Promise.all(Array.from({ length: together }, one));
  const ms = performance.now() - from;
  await files.close();
  emptied("copies");
  return ms;
}

/** Milliseconds of copying a folder as a person does, and of `sums` over both. */
function copyPlainly(folder: string, sums?: readonly string[]): number {
  const names = readdirSync(at(folder));
  const [from, to] = [names.map((name) => at(folder, name)), names.map((name) => at("plain", name))];
  const began = performance.now();
  execFileSync("cp", [...from, at("plain")]);
  const [program, ...options] = sums ?? [];
  if (program) execFileSync(program, [...options, ...from, ...to]);
  const ms = performance.now() - began;
  emptied("plain");
  return ms;
}

/** Measures each way once a round; gives, of each, every round's milliseconds. */
async function inTurns<K extends string>(ways: Readonly<Record<K, () => number | Promise<number>>>) {
  const all = Object.keys(ways) as K[];
  const times = Object.fromEntries(all.map((way) => [way, [] as number[]])) as Record<K, number[]>;
  // The first round is not counted: it finds cold what the others find warm.
  for (let round = 0; round <= rounds; round += 1)
    for (const way of all) {
      const ms = await ways[way]();
      if (round > 0) times[way].push(ms);
    }
  return times;
}

const ratio = (over: readonly number[], under: readonly number[]) =>
  median(over.map((ms, round) => ms / (under[round] ?? Number.NaN)));
const info = (name: string, value: number, unit: string) => say({ name, value, unit, goal: "no goal", ok: true });

try {
  writeFile(at("share", "large.trn"), largeMb * 1_024 * 1_024);
  const large = await inTurns({
    ours: () => copyAll(at("share")),
    sha256sum: () => copyPlainly("share", ["sha256sum"]),
    openssl: () => copyPlainly("share", ["openssl", "dgst", "-sha256"]),
  });
  rmSync(at("share"), { recursive: true });
  info(`copying ${largeMb} MB`, largeMb / (median(large.ours) / 1_000), "MB/s");
  info("over cp and openssl's sums of both, with the processor's own SHA", ratio(large.openssl, large.ours), "of it");
  const isQuick = atLeast(
    "copying over cp and sha256sum",
    ratio(large.sha256sum, large.ours),
    0.95,
    "of its throughput",
  );

  for (let n = 0; n < smallCount; n += 1) writeFile(at("small", `mgc_${n}.trn`), smallKb * 1_024);
  writeFile(at("one", "one.trn"), smallCount * smallKb * 1_024);
  const small = await inTurns({
    one: () => copyAll(at("one")),
    many: () => copyAll(at("small")),
    cpOne: () => copyPlainly("one"),
    cpMany: () => copyPlainly("small"),
  });
  info(`cp of ${smallCount} files over cp of one`, ratio(small.cpMany, small.cpOne), "times");
  const name = `${smallCount} files of ${smallKb} KB over one of the same size`;
  const isFlat = atMost(name, ratio(small.many, small.one), 1.3, "times");
  process.exitCode = isQuick && isFlat ? 0 : 1;
} finally {
  rmSync(dir, { recursive: true, force: true });
}
