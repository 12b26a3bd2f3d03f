// node --import tsx bench/sweep-load.ts [seconds]: how old what the overview shows is, and what watching costs the principal: statements
// a minute and how long they take together. Between them SELECT 1 is asked again and again, and their duration is said in such round
// trips: what else the machine does falls on both alike.
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { atMost } from "./figure.ts";
import { watchedLab } from "./watched-lab.ts";

/** Ten round trips of nothing for each statement: less than a SQL Server notices. */
const goals = { staleSeconds: 10, statementsAMinute: 250, roundTrips: 2_500 };
const seconds = Number(process.argv[2] ?? 60);
const principal = "sqlmi01\\PCHAT";

const spent = { statements: 0, ms: 0 };
const lab = await watchedLab(24_100, (target, tookMs) => {
  if (target !== principal) return;
  spent.statements += 1;
  spent.ms += tookMs;
});
const row = z.object({ one: z.number() });
async function roundTripMs(): Promise<number> {
  const before = performance.now();
  await lab.sql.read({ target: principal, text: "SELECT 1 AS one" }, row);
  return performance.now() - before;
}
const percentile = (values: readonly number[], share: number) =>
  [...values].sort((a, b) => a - b)[Math.ceil(values.length * share) - 1] ?? Number.POSITIVE_INFINITY;

await lab.start();
Object.assign(spent, { statements: 0, ms: 0 });
const begun = performance.now();
const ages: number[] = [];
const empty: number[] = [];
while (performance.now() - begun < seconds * 1_000) {
  await delay(250);
  ages.push(
    ...lab.readAts().map((at) => (at === null ? Number.POSITIVE_INFINITY : (Date.now() - Date.parse(at)) / 1_000)),
  );
  empty.push(await roundTripMs());
}
const aMinute = 60_000 / (performance.now() - begun);
const mean = empty.reduce((sum, ms) => sum + ms, 0) / empty.length;
const isMet = [
  atMost("age of an overview tile, P95", percentile(ages, 0.95), goals.staleSeconds, "s"),
  atMost("statements on the principal", spent.statements * aMinute, goals.statementsAMinute, "a minute"),
  atMost(
    "their duration together, in round trips of SELECT 1",
    (spent.ms * aMinute) / mean,
    goals.roundTrips,
    "a minute",
  ),
];
console.log(
  `# ${Math.round(spent.ms * aMinute)} ms a minute as the console waited, while SELECT 1 took ${mean.toFixed(1)} ms`,
);
await lab.close();
process.exit(isMet.every(Boolean) ? 0 : 1);
