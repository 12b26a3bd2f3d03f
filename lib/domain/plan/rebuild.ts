import { z } from "zod";
import type { Rebuild } from "#lib/domain/steps/failback/pins.ts";
import type { Capture } from "#lib/domain/store-port.ts";
import type { Pool } from "#lib/domain/topology/pool.ts";
import { type CapturedRow, captured } from "./captured.ts";
import { givenPrimary, givenSecondary } from "./given-shipping.ts";
import { rebuildPrimary, rebuildSecondary } from "./rebuild-shipping.ts";

const lyncHalf = z.object({ chatService: z.object({ activeServers: z.array(z.string()) }) });

type Sides = { readonly home: readonly string[]; readonly source: string };
/** What the pool file says for what was never captured. */
type Given = Pick<Pool, "logShipping" | "activeInHome">;

/**
 * What a failback rebuilds, read out of the capture. For what nobody captured the pool file's word counts, and `given` says so.
 * `missing` names in words what neither has: it is never made up (architecture rule 3). Pure.
 */
export function rebuildOf(capture: Capture | null, sides: Sides, pool: Given): Rebuild {
  const homeA = sides.home[0] ?? "";
  const half = (instance: string) => capture?.halves[`instance:${instance}`];
  const rows = (instance: string, section: Parameters<typeof captured>[1]) => captured(half(instance)?.data, section);
  const options =
    rows(homeA, "databaseOptions")[0] ?? sides.home.map((i) => rows(i, "databaseOptions")[0]).find(Boolean);
  const primaries = sides.home.flatMap((instance) => {
    const found = rebuildPrimary(half(instance)?.data);
    return found ? [[instance, found] as const] : [];
  });
  const said = pool.logShipping;
  const givenPrimaries = sides.home.flatMap((instance) => {
    const found = primaries.some(([name]) => name === instance) ? null : givenPrimary(said, instance);
    return found ? [[instance, found] as const] : [];
  });
  const shipping = [...primaries, ...givenPrimaries];
  const captureSecondary = rebuildSecondary(half(sides.source)?.data);
  const secondary = captureSecondary ?? givenSecondary(said, sides.source);
  const lync = lyncHalf.safeParse(capture?.halves.lync?.data);
  const mirroring = sides.home.map((i) => rows(i, "mirroring")[0]).find((r) => r?.mirroring_role_desc !== null && r);
  const ofDatabase = options ? undefined : said?.database;
  const listGiven = !lync.success && pool.activeInHome.length > 0;
  const words = {
    options: `owner, options and mirroring of mgc on ${homeA}`,
    list: "the list of active servers",
    shipping: (instance: string) => `log shipping of ${instance}`,
  };
  const given = [
    ...givenPrimaries.map(([instance]) => words.shipping(instance)),
    ...(!captureSecondary && secondary ? [words.shipping(sides.source)] : []),
    ...(ofDatabase ? [words.options] : []),
    ...(listGiven ? [words.list] : []),
  ];
  const missing = [
    ...(shipping.some(([instance]) => instance === homeA) ? [] : [words.shipping(homeA)]),
    ...(secondary ? [] : [words.shipping(sides.source)]),
    ...(options || ofDatabase ? [] : [words.options]),
    ...(lync.success || listGiven ? [] : [words.list]),
  ];
  return {
    captureId: capture?.id ?? null,
    taken: Object.fromEntries([...sides.home, sides.source].flatMap((i) => (half(i) ? [[i, half(i)?.at ?? ""]] : []))),
    owner: textOf(options, "ownerName") ?? ofDatabase?.owner ?? null,
    trustworthy: flagOf(options, "is_trustworthy_on") ?? ofDatabase?.trustworthy ?? null,
    chaining: flagOf(options, "is_db_chaining_on") ?? ofDatabase?.chaining ?? null,
    files: rows(homeA, "files").map((r) => ({ logical: String(r.logicalName), path: String(r.path) })),
    windowsLogins: rows(homeA, "logins")
      .filter((r) => r.type === "U" || r.type === "G")
      .map((r) => String(r.name)),
    witness: textOf(mirroring, "mirroring_witness_name"),
    safety: textOf(mirroring, "mirroring_safety_level_desc"),
    wasMirrored: mirroring !== undefined || ofDatabase?.mirrored === true,
    complianceMirrored: sides.home.some((i) => rows(i, "complianceMirroring").some((r) => r.mirroring_role_desc)),
    primaries: Object.fromEntries(shipping),
    secondary,
    activeServers: lync.success ? lync.data.chatService.activeServers : null,
    given,
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
