import { blankCompliance, type FailbackWorld, instances, otherMirror, witnessAddress } from "./failback-world.ts";
import { home, target as other } from "./fake-pool.ts";

/** For `healthy`: home's mgc has a witness, and mgccomp is mirrored in both sites, at home with the same witness. */
export function fullyMirrored(world: FailbackWorld): void {
  const [a, b, o, m] = instances.map((name) => world.at.get(name));
  if (!a?.mgc || !b?.mgc || !o || !m) throw new Error("the healthy world is not whole");
  const mirroring = "SYNCHRONIZED";
  for (const { mgc } of [a, b]) if (mgc) mgc.witness = witnessAddress;
  a.mgccomp = blankCompliance({ role: "PRINCIPAL", partner: home[1], mirroring, witness: witnessAddress });
  b.mgccomp = blankCompliance({
    state: "RESTORING",
    role: "MIRROR",
    partner: home[0],
    mirroring,
    witness: witnessAddress,
  });
  o.mgccomp = blankCompliance({ role: "PRINCIPAL", partner: otherMirror, mirroring });
  m.mgccomp = blankCompliance({ state: "RESTORING", role: "MIRROR", partner: other, mirroring });
}

/** For `returned`: home's servers were rebuilt with Topology Builder: mgccomp is there, new, and not mirrored. */
export function complianceReinstalled(world: FailbackWorld): void {
  for (const name of home) {
    const here = world.at.get(name);
    if (here) here.mgccomp = name === home[0] ? blankCompliance() : null;
  }
}
