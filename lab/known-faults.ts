import { cmdlets } from "#lab/powershell/cmdlets/all.ts";
import { faultNames } from "#lab/world/faults.ts";

const cmdletFaults = ["cmdlet-hang", "cmdlet-error", "cmdlet-took-effect-then-died"];

/** Every fault the lab can have; a part after a colon is its target. */
export function knownFaults(): readonly string[] {
  const names = Object.keys(cmdlets);
  return [...faultNames, "module-missing", ...cmdletFaults.flatMap((fault) => names.map((name) => `${fault}:${name}`))];
}

/** The fault as the lab spells it, or null. */
export function findFault(name: string, target: string | null): string | null {
  const wanted = (target === null ? name : `${name}:${target}`).toLowerCase();
  return knownFaults().find((fault) => fault.toLowerCase() === wanted) ?? null;
}
