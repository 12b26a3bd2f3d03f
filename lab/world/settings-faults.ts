import type { InstanceWorld } from "./instance-world.ts";
import { removeMirroring } from "./mirroring.ts";
import type { DatabaseState } from "./state.ts";
import type { World } from "./world.ts";

/** What somebody may have changed by hand. Each happens once, then the fault is spent; it stays until somebody puts it right. */
export function applySettingsFaults(world: World): void {
  if (world.faults.has("mirroring-safety-off")) withSafetyOff(world);
  if (world.faults.has("recovery-model-simple")) inSimple(world);
  if (world.faults.has("shipping-alert-off")) withoutAlert(world);
  for (const instance of world.instances.values()) {
    if (!world.faults.delete(`login-lost:${instance.name}`)) continue;
    instance.state.logins = instance.state.logins.filter(({ name }) => name !== "pchat_reports");
  }
}

type Serving = { readonly instance: InstanceWorld; readonly db: DatabaseState };

function serving(world: World): Serving | null {
  for (const instance of world.instances.values()) {
    const db = instance.up ? instance.database("mgc") : null;
    if (db?.state === "ONLINE" && db.standbyFile === null && db.mirroring?.role === "PRINCIPAL")
      return { instance, db };
  }
  return null;
}

function withSafetyOff(world: World): void {
  const found = serving(world);
  if (found?.db.mirroring?.state !== "SYNCHRONIZED") return;
  const partner = world.instance(found.db.mirroring.partner)?.database("mgc");
  for (const copy of [found.db, partner]) if (copy?.mirroring) copy.mirroring.safety = "OFF";
  world.faults.delete("mirroring-safety-off");
}

/** A mirrored database stays FULL (1468): who wants SIMPLE takes the mirror away first, and the log chain ends. */
function inSimple(world: World): void {
  const found = serving(world);
  if (found === null) return;
  removeMirroring(found.instance, found.db);
  Object.assign(found.db, { recoveryModel: "SIMPLE", lastLogBackup: null });
  world.faults.delete("recovery-model-simple");
}

function withoutAlert(world: World): void {
  for (const instance of world.instances.values()) {
    const [row] = instance.msdb("log_shipping_monitor_secondary");
    if (row === undefined) continue;
    row.threshold_alert_enabled = false;
    world.faults.delete("shipping-alert-off");
  }
}
