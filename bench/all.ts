// npm run bench: every benchmark, one after the other, each a process of its own; `npm run bench -- copying` only those so named.
// Ends with 1 when a goal is missed or a benchmark breaks, and says all figures again at the end: docs/bench.md.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The quick ones first; what each measures stands at its head. `history` takes some minutes. Those of the last line need a build, and `page…`, `live-run` Chromium. */
const benchmarks = [
  ...["scheduling", "engine-cost", "copying", "crash-to-resumed", "sweep-pools", "sweep-load", "dead-site", "history"],
  ...["click-to-wire", "page-weight", "page-load", "live-run", "load"],
];
/** A quarter of an hour: only when it is named. */
const long = ["lab-real-time"];

const asked = process.argv.slice(2);
const unknown = asked.filter((each) => ![...benchmarks, ...long].includes(each));
if (unknown.length > 0) {
  console.error(`no such benchmark: ${unknown.join(", ")}. There are ${[...benchmarks, ...long].join(", ")}`);
  process.exit(2);
}
const dir = mkdtempSync(join(tmpdir(), "bench-"));
const index = join(dir, "figures.jsonl");
const missed: string[] = [];
for (const name of asked.length === 0 ? benchmarks : asked) {
  console.log(`# ${name}`);
  const arguments_ = ["--expose-gc", "--import", "tsx", join(import.meta.dirname, `${name}.ts`)];
  const env = { ...process.env, BENCH_INDEX: index };
  if (spawnSync(process.execPath, arguments_, { stdio: "inherit", env }).status !== 0) missed.push(name);
}
console.log("# all figures");
try {
  console.log(readFileSync(index, "utf8").trimEnd());
} catch {
  console.log("none was written");
}
rmSync(dir, { recursive: true, force: true });
if (missed.length > 0) console.log(`# missed or broken: ${missed.join(", ")}`);
process.exit(missed.length === 0 ? 0 : 1);
