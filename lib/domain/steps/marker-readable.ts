import { markerHeldQuery, markerHeldRow } from "#lib/domain/commands/queries/marker.ts";
import type { Marker } from "#lib/domain/health/marker.ts";
import { check, finding } from "./finding.ts";
import type { Check, LiveContext } from "./step.ts";

const shown = ({ name, chatId, writtenAt }: Marker) => `${name} ${chatId}, written ${writtenAt}`;

/**
 * Looks on the recovered copy for the markers written before: the newest one that is there says up to when chat came along. Only
 * recorded: what is lost stands in the loss, and what serves is proven by the test message.
 */
export const markerReadable = (database: "mgc" | "mgc_drill"): Check =>
  check(
    "marker-readable",
    async (ctx) => {
      const markers = await ctx.evidence.markers();
      if (markers.length === 0) return finding(ctx, "marker-readable", "unknown", { markers: "none was ever written" });
      const missing: Marker[] = [];
      for (const marker of markers) {
        if (!(await isHeld(ctx, database, marker))) {
          missing.push(marker);
          continue;
        }
        const facts = {
          found: shown(marker),
          ...(missing.length > 0 ? { missing: missing.map(shown).join("; ") } : {}),
        };
        return finding(ctx, "marker-readable", missing.length > 0 ? "warn" : "pass", facts);
      }
      return finding(ctx, "marker-readable", "warn", { found: "none", missing: missing.map(shown).join("; ") });
    },
    { onBad: "record" },
  );

async function isHeld(ctx: LiveContext, database: "mgc" | "mgc_drill", marker: Marker): Promise<boolean> {
  const [row] = await ctx.ports.sql.read(markerHeldQuery(ctx.plan.target, { database, ...marker }), markerHeldRow);
  return (row?.held ?? 0) > 0;
}
