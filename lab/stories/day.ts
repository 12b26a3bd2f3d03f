// node --expose-gc --import tsx lab/stories/day.ts [hours] : a day of log shipping in virtual time must not make the world grow.
import { startWorld } from "#lab/world/world-fixture.ts";

const [hours = 24] = process.argv.slice(2).map(Number);
const lab = startWorld();
const sizes: { readonly hour: number; readonly worldKb: number; readonly heapMb: number; readonly files: number }[] =
  [];

for (let hour = 1; hour <= hours; hour += 1) {
  for (let step = 0; step < 720; step += 1) await lab.world.tick(lab.clock.advance(5000));
  if (hour % 3 !== 0) continue;
  lab.world.save();
  globalThis.gc?.();
  sizes.push({
    hour,
    worldKb: Math.round((lab.world.disk.loadWorld()?.length ?? 0) / 1024),
    heapMb: Math.round(process.memoryUsage().heapUsed / 1_048_576),
    files: lab.world.disk.list({ host: "sqlto01", path: "\\\\fsto01\\LogShip\\mgc" }).length,
  });
  console.log(JSON.stringify(sizes.at(-1)));
}
const truth = lab.world.truth();
const steady = sizes.find(({ hour }) => hour === 9) ?? sizes[0];
const last = sizes.at(-1);
const grows = last && steady ? last.worldKb > steady.worldKb * 1.15 || last.heapMb > steady.heapMb * 1.25 : true;
console.log(`${truth.accepted} messages, ${truth.lost} lost; ${grows ? "it grows" : "it does not grow"}`);
process.exitCode = grows || truth.lost !== 0 ? 1 : 0;
