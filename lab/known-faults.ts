import { faultList } from "#lab/world/fault-list.ts";

/** Every fault the lab can have, spelled out; a part after a colon is its target. */
export function knownFaults(): readonly string[] {
  return faultList.flatMap(({ name, targets }) =>
    targets.length === 0 ? [name] : targets.map((target) => `${name}:${target}`),
  );
}

/** The fault as the lab spells it, or null. */
export function findFault(name: string, target: string | null): string | null {
  const wanted = (target === null ? name : `${name}:${target}`).toLowerCase();
  return knownFaults().find((fault) => fault.toLowerCase() === wanted) ?? null;
}
