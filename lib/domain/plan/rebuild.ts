import { z } from "zod";
import type { Rebuild } from "#lib/domain/steps/failback/pins.ts";
import type { Capture } from "#lib/domain/store-port.ts";
import { type CapturedRow, captured } from "./captured.ts";
import { rebuildPrimary, rebuildSecondary } from "./rebuild-shipping.ts";

const lyncHalf = z.object({ chatService: z.object({ activeServers: z.array(z.string()) }) });

type Sides = { readonly home: readonly string[]; readonly source: string };

/**
 * What a failback rebuilds, read out of the capture. `missing` names in words what nobody captured: it is asked for, never
 * made up (architecture rule 3). Pure.
 */
export function rebuildOf(capture: Capture | null, sides: Sides): Rebuild {
  const homeA = sides.home[0] ?? "";
  const half = (instance: string) => capture?.halves[`instance:${instance}`];
  const rows = (instance: string, section: Parameters<typeof captured>[1]) => captured(half(instance)?.data, section);
  const options =
    rows(homeA, "databaseOptions")[0] ?? sides.home.map((i) => rows(i, "databaseOptions")[0]).find(Boolean);
  const primaries = sides.home.flatMap((instance) => {
    const found = rebuildPrimary(half(instance)?.data);
    return found ? [[instance, found] as const] : [];
  });
  const secondary = rebuildSecondary(half(sides.source)?.data);
  const lync = lyncHalf.safeParse(capture?.halves.lync?.data);
  const mirroring = sides.home.map((i) => rows(i, "mirroring")[0]).find((r) => r?.mirroring_role_desc !== null && r);
  const missing = [
    ...(primaries.some(([instance]) => instance === homeA) ? [] : [`log shipping of ${homeA}`]),
    ...(secondary ? [] : [`log shipping of ${sides.source}`]),
    ...(options ? [] : [`owner and options of mgc on ${homeA}`]),
    ...(lync.success ? [] : ["the list of active servers"]),
  ];
  return {
    captureId: capture?.id ?? null,
    taken: Object.fromEntries([...sides.home, sides.source].flatMap((i) => (half(i) ? [[i, half(i)?.at ?? ""]] : []))),
    owner: textOf(options, "ownerName"),
    trustworthy: flagOf(options, "is_trustworthy_on"),
    chaining: flagOf(options, "is_db_chaining_on"),
    files: rows(homeA, "files").map((r) => ({ logical: String(r.logicalName), path: String(r.path) })),
    windowsLogins: rows(homeA, "logins")
      .filter((r) => r.type === "U" || r.type === "G")
      .map((r) => String(r.name)),
    witness: textOf(mirroring, "mirroring_witness_name"),
    wasMirrored: mirroring !== undefined,
    primaries: Object.fromEntries(primaries),
    secondary,
    activeServers: lync.success ? lync.data.chatService.activeServers : null,
    missing,
  };
}

const textOf = (row: CapturedRow | undefined, key: string): string | null => {
  const value = row?.[key];
  return typeof value === "string" && value !== "" ? value : null;
};
const flagOf = (row: CapturedRow | undefined, key: string): boolean | null => {
  const value = row?.[key];
  return typeof value === "boolean" ? value : typeof value === "number" ? value !== 0 : null;
};
