import { readFilePlaces, readFreeSpace } from "#lib/domain/commands/failback-observations.ts";
import { check, finding } from "#lib/domain/steps/finding.ts";
import type { Check, LiveContext } from "#lib/domain/steps/step.ts";
import { failbackOf } from "./pins.ts";

/**
 * Whether home's drives have room for what serves now, by the file sizes that its own instance states. What a copy at home already
 * takes in the same place is not needed anew. What has no drive letter here (mount points, shares) is not known.
 */
export const spaceAtHome: Check = check("space-at-home", lookAtSpace, { mayGoOn: true });

async function lookAtSpace(ctx: LiveContext) {
  const { sql } = ctx.ports;
  const { source, moves } = failbackOf(ctx.plan);
  const [free, wanted, here] = await Promise.all([
    readFreeSpace(sql, ctx.plan.target),
    readFilePlaces(sql, source, "mgc"),
    readFilePlaces(sql, ctx.plan.target, "mgc"),
  ]);
  const now = new Map(here.map((f) => [f.path, f.sizeBytes]));
  const needed = new Map<string, bigint>();
  for (const move of moves.home) {
    const drive = move.path.slice(0, 1).toUpperCase();
    const size = wanted.find((f) => f.logicalName.toLowerCase() === move.logical.toLowerCase())?.sizeBytes ?? "0";
    const more = BigInt(size) - BigInt(now.get(move.path) ?? "0");
    needed.set(drive, (needed.get(drive) ?? 0n) + (more > 0n ? more : 0n));
  }
  const short = [...needed].some(([drive, bytes]) => (free.get(drive) ?? 0n) < bytes);
  const unseen = [...needed.keys()].some((drive) => !free.has(drive));
  const facts = Object.fromEntries(
    [...needed].map(([drive, bytes]) => [
      `drive ${drive}`,
      `needs ${bytes} bytes, free ${free.get(drive) ?? "not known"}`,
    ]),
  );
  return finding(ctx, "space-at-home", unseen ? "unknown" : short ? "fail" : "pass", facts);
}
