import type { CapturedCompliance } from "#lib/domain/steps/failback/pins.ts";
import type { Capture } from "#lib/domain/store-port.ts";
import type { Pool } from "#lib/domain/topology/pool.ts";
import { captured } from "./captured.ts";

/** Every site whose mgccomp was mirrored while the capture was taken: partners, the principal first, and the witness. Pure. */
export function capturedCompliance(
  capture: Capture | null,
  pool: Pick<Pool, "instances">,
): readonly CapturedCompliance[] {
  return (["home", "other"] as const).flatMap((site): CapturedCompliance[] => {
    const halves = pool.instances
      .filter((instance) => instance.site === site)
      .flatMap(({ name }) => {
        const row = captured(capture?.halves[`instance:${name}`]?.data, "complianceMirroring")[0];
        return row?.mirroring_role_desc ? [{ name, row }] : [];
      })
      .sort((a, b) => rank(a.row) - rank(b.row));
    const [first] = halves;
    if (!first) return [];
    const partner = textOf(first.row.mirroring_partner_instance);
    const names = [...halves.map((half) => half.name), ...(partner === null ? [] : [partner])];
    const partners = names.filter((n, i) => names.findIndex((o) => o.toLowerCase() === n.toLowerCase()) === i);
    return [{ site, partners, witness: textOf(first.row.mirroring_witness_name) }];
  });
}

const rank = (row: Readonly<Record<string, unknown>>) => (row.mirroring_role_desc === "PRINCIPAL" ? 0 : 1);
const textOf = (value: unknown) => (typeof value === "string" && value !== "" ? value : null);
