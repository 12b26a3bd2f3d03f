import { isWritable } from "./database.ts";
import type { InstanceWorld } from "./instance-world.ts";
import { chatServers } from "./places.ts";
import type { DatabaseState } from "./state.ts";
import type { World } from "./world.ts";

/** What mgccomp holds: events that no adapter has written out yet, and how far the adapter is. */
export type ComplianceState = {
  waiting: { readonly id: number; readonly atMs: number; readonly room: number }[];
  nextId: number;
  lastProcessed: number;
  /** The server whose adapter works; null = none. */
  active: string | null;
};

export function noCompliance(): ComplianceState {
  return { waiting: [], nextId: 1, lastProcessed: 0, active: null };
}

/** Every message is an event of the same pair's mgccomp, on its mirror as well while synchronised. */
export function recordEvent(instance: InstanceWorld, event: { readonly atMs: number; readonly room: number }): void {
  const found = openCopy(instance.world, instance.site);
  if (found)
    for (const copy of halves(found)) {
      copy.compliance ??= noCompliance();
      copy.compliance.waiting.push({ id: copy.compliance.nextId, ...event });
      copy.compliance.nextId += 1;
    }
}

/** One adapter of the site writes everything out, as long as its service runs and nothing keeps it from doing so. */
export function tickCompliance(world: World): void {
  for (const site of ["home", "other"] as const) {
    const found = openCopy(world, site);
    if (!found) continue;
    const { lync } = world;
    const server = chatServers.find((one) => one.site === site && lync.adapterRunning(one.fqdn))?.fqdn ?? null;
    for (const copy of halves(found)) {
      copy.compliance ??= noCompliance();
      const state = copy.compliance;
      state.active = server;
      if (server === null || world.faults.has("compliance-stuck")) continue;
      state.lastProcessed = state.waiting.at(-1)?.id ?? state.lastProcessed;
      state.waiting = [];
    }
  }
}

type Copy = { readonly instance: InstanceWorld; readonly db: DatabaseState };

function openCopy(world: World, site: "home" | "other"): Copy | null {
  for (const instance of world.instances.values()) {
    const db = instance.site === site && instance.up ? instance.database("mgccomp") : null;
    if (db && isWritable(db)) return { instance, db };
  }
  return null;
}

function halves({ instance, db }: Copy): readonly DatabaseState[] {
  const partner =
    db.mirroring?.state === "SYNCHRONIZED" ? instance.world.instance(db.mirroring.partner)?.database(db.name) : null;
  return partner ? [db, partner] : [db];
}
