import type { ShippingLine } from "#lib/domain/commands/queries/shipping-history.ts";
import type { FileEntry } from "#lib/domain/ports.ts";
import type { Carried } from "./earlier-runs.ts";

/**
 * How fast an agent of log shipping carried: bytes of the files it names, by the time between its first and its last line. Sessions that
 * name no file that is still there to be weighed are left out. null: none is left. Pure; reads no word of a message but file names.
 */
export function shippingPace(
  lines: readonly ShippingLine[],
  agentType: 1 | 2,
  files: readonly FileEntry[],
): Carried | null {
  const sizes = new Map(files.map((f) => [f.name.toLowerCase(), Number(f.sizeBytes)]));
  const sessions = new Map<number, ShippingLine[]>();
  for (const line of lines.filter((l) => l.agentType === agentType))
    sessions.set(line.sessionId, [...(sessions.get(line.sessionId) ?? []), line]);
  const carried: { readonly bytes: number; readonly ms: number }[] = [];
  for (const session of sessions.values()) {
    const named = new Set(session.flatMap((l) => [...l.message.matchAll(/([^\\'"]+\.trn)/gi)].map((m) => m[1] ?? "")));
    const known = [...named].map((name) => sizes.get(name.toLowerCase()));
    if (known.length === 0 || known.includes(undefined)) continue;
    const times = session.map((l) => Date.parse(l.loggedUtc));
    const bytes = known.reduce<number>((sum, size) => sum + (size ?? 0), 0);
    carried.push({ bytes, ms: Math.max(...times) - Math.min(...times) });
  }
  const believed = carried.filter(({ ms }) => ms <= longest(carried.map((each) => each.ms)));
  const sum = (of: "bytes" | "ms") => believed.reduce((all, each) => all + each[of], 0);
  return sum("bytes") > 0 && sum("ms") > 0 ? { bytes: sum("bytes"), seconds: sum("ms") / 1_000 } : null;
}

/** Ten times the middle one, and at least ten seconds: a session across which the server's clock was set measured nothing. Milliseconds. */
function longest(all: readonly number[]): number {
  const middle = [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;
  return Math.max(10_000, 10 * middle);
}
