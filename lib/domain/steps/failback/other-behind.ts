import { readDatabase, readWatermark } from "#lib/domain/commands/observations.ts";
import { check, finding } from "#lib/domain/steps/finding.ts";
import type { Check, LiveContext } from "#lib/domain/steps/step.ts";
import { failbackOf } from "./pins.ts";

type At = { readonly sql: LiveContext["ports"]["sql"]; readonly home: string; readonly other: string };
type Compared = { readonly verdict: "pass" | "fail"; readonly facts: Readonly<Record<string, string>> };

/**
 * Whether the other copy holds messages that home does not have: room by room, by the newest message. A copy that takes writes is
 * never behind: more can come at any moment. One that is RESTORING or absent cannot be read and holds nothing of its own.
 */
export async function compareOther(at: At): Promise<Compared> {
  const db = await readDatabase(at.sql, at.other, "mgc");
  const state = db.state ?? "absent";
  if (db.writable) return { verdict: "fail", facts: { instance: at.other, found: "its mgc takes writes" } };
  if (state !== "ONLINE" || db.role === "MIRROR") return { verdict: "pass", facts: { instance: at.other, state } };
  const [home, other] = await Promise.all([readWatermark(at.sql, at.home), readWatermark(at.sql, at.other)]);
  const ahead = Object.entries(other.rooms).filter(([room, last]) => BigInt(last) > BigInt(home.rooms[room] ?? "0"));
  return {
    verdict: ahead.length === 0 ? "pass" : "fail",
    facts: { instance: at.other, state: "ONLINE, read-only", rooms: ahead.map(([room]) => room).join(", ") || "none" },
  };
}

/** Before the other copy is replaced: it holds nothing that home lacks. */
export const otherBehind: Check = check(
  "other-behind",
  async (ctx) => {
    const at = { sql: ctx.ports.sql, home: ctx.plan.target, other: failbackOf(ctx.plan).source };
    const { verdict, facts } = await compareOther(at);
    return finding(ctx, "other-behind", verdict, facts);
  },
  { mayGoOn: true },
);
