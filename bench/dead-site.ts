// node --import tsx bench/dead-site.ts [rounds]: how often the living are read with all alive, over how often while two of the four
// instances are black-holed. Windows of both kinds take turns, so that what else the machine does falls on both alike.
import { setTimeout as delay } from "node:timers/promises";
import { atMost, say } from "./figure.ts";
import { watchedLab } from "./watched-lab.ts";

const limit = 1.2;
const [windowMs, settleMs] = [20_000, 15_000];
const rounds = Number(process.argv[2] ?? 3);

const answered = new Map<string, number>();
const lab = await watchedLab(24_000, (target) => answered.set(target, (answered.get(target) ?? 0) + 1));
const of = (site: "home" | "other") => lab.pool.instances.filter((each) => each.site === site).map(({ name }) => name);
const [living, dead] = [of("other"), of("home").filter((name) => !name.startsWith("sqlmi03"))];

/** Statements that the living answered in one window. */
async function inWindow(isHoled: boolean): Promise<number> {
  for (const name of dead) await lab.fault("black-holed", name, isHoled);
  await delay(settleMs);
  answered.clear();
  await delay(windowMs);
  return living.reduce((sum, name) => sum + (answered.get(name) ?? 0), 0);
}

await lab.start();
const counts = { alive: 0, holed: 0 };
for (let round = 0; round < rounds; round += 1) {
  counts.alive += await inWindow(false);
  counts.holed += await inWindow(true);
}
const aMinute = (count: number) => (count * 60_000) / (rounds * windowMs);
const unit = "a minute";
say({
  name: "statements on the living, all alive",
  value: aMinute(counts.alive),
  unit,
  goal: "more than none",
  ok: counts.alive > 0,
});
say({
  name: "statements on the living, two black-holed",
  value: aMinute(counts.holed),
  unit,
  goal: "more than none",
  ok: counts.holed > 0,
});
const isMet = atMost(
  "living part: all alive over two of four black-holed",
  counts.alive / counts.holed,
  limit,
  "times",
);
await lab.close();
process.exit(isMet ? 0 : 1);
