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
  let bytes = 0;
  let ms = 0;
  for (const session of sessions.values()) {
    const named = new Set(session.flatMap((l) => [...l.message.matchAll(/([^\\'"]+\.trn)/gi)].map((m) => m[1] ?? "")));
    const known = [...named].map((name) => sizes.get(name.toLowerCase()));
    if (known.length === 0 || known.includes(undefined)) continue;
    const times = session.map((l) => Date.parse(l.loggedUtc));
    bytes += known.reduce<number>((sum, size) => sum + (size ?? 0), 0);
    ms += Math.max(...times) - Math.min(...times);
  }
  return bytes > 0 && ms > 0 ? { bytes, seconds: ms / 1_000 } : null;
}
