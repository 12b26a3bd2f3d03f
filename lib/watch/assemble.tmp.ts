import { readFileSync, writeFileSync } from "node:fs";
import { detectPage, type Line, toldApart } from "./testing/detect-page.ts";

const read = (f: string): Line[] =>
  readFileSync(f, "utf8")
    .split("\n")
    .filter((l) => l.startsWith('{"fault"'))
    .map((l) => JSON.parse(l));
const order = readFileSync("/tmp/h7/faults.txt", "utf8").trim().split("\n");
const all = new Map(
  [...read("/tmp/h7/detect4.log").slice(0, 55), ...read("/tmp/h7/detectC.log"), ...read("/tmp/h7/detectB.log")].map(
    (l) => [l.fault, l],
  ),
);
console.log(
  "missing",
  order.filter((f) => !all.has(f)),
);
const lines = order.flatMap((f) => all.get(f) ?? []);
console.log(
  lines.length,
  "told apart",
  toldApart(lines),
  "unseen",
  lines.filter((l) => l.turns.length === 0).map((l) => l.fault),
);
const [sweep, turn] = [6, 10];
const limits: readonly (readonly [RegExp, number])[] = [
  [/^share-/, 60],
  [/^(file-|out-of-band)/, turn + 10],
  [/^job-never-ends/, 2 * turn + 2 * sweep],
  [/^job-green-but-idle/, 30 + turn + 2 * sweep],
  [/^mirror-redo-lags/, 4 * 60 + 2 * sweep],
  [/^(login-lost|option-changed|rights-lost)/, 60 + sweep],
  [/:sql|^(job-|mirroring-|recovery-model|shipping-alert|home-(?!half)|site)/, 2 * sweep],
];
for (const { fault, turns } of lines) {
  const l = limits.find(([n]) => n.test(fault))?.[1];
  const first = Math.min(...turns.map((t) => t.seconds));
  if (l !== undefined && turns.length && first > l) console.log("late", fault, first, l);
}
writeFileSync("docs/time-to-detect.md", detectPage(lines, sweep));
