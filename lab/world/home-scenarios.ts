import { newDatabase } from "./database.ts";
import type { InstanceWorld } from "./instance-world.ts";
import { bareLogins } from "./principals.ts";
import type { World } from "./world.ts";

/** Ways in which home comes back, or half does. All but the last happen once, and then the fault is spent. */
export function applyHomeScenarios(world: World): void {
  const home = [...world.instances.values()].filter((instance) => instance.site === "home");
  if (world.faults.delete("home-msdb-wiped")) for (const instance of home) wipeMsdb(world, instance);
  if (world.faults.delete("home-blank")) for (const instance of home) install(world, instance);
  if (world.faults.has("home-mirror-last-principal")) loseThePrincipal(world, home);
}

/** Stops home's principal (fault instance-stopped, which stays on) when its mirror is current and no backup is under way: the mirror takes over by itself. */
function loseThePrincipal(world: World, home: readonly InstanceWorld[]): void {
  const principal = home.find((instance) => instance.up && instance.database("mgc")?.mirroring?.role === "PRINCIPAL");
  if (principal?.database("mgc")?.mirroring?.state !== "SYNCHRONIZED") return;
  const agent = world.agentOf(principal);
  if (principal.msdb("sysjobs").some((job) => agent?.isRunning(String(job.job_id)))) return;
  world.faults.delete("home-mirror-last-principal");
  world.faults.add(`instance-stopped:${principal.name}`);
}

/** What a rebuilt or lost msdb leaves: no jobs, no log shipping, no history. The databases stay as they are. */
function wipeMsdb(world: World, instance: InstanceWorld): void {
  instance.sessions.killAll();
  instance.state.msdb = {};
  world.agentOf(instance)?.restart();
}

/** A fresh SQL Server under the old name: system databases, set-up's logins, no mirroring endpoint, empty disks. */
function install(world: World, instance: InstanceWorld): void {
  wipeMsdb(world, instance);
  const { state, host } = instance;
  const nowMs = instance.localNow().getTime();
  const system = ["master", "tempdb", "model", "msdb"].map((name, index) => newDatabase(name, index + 1, nowMs));
  state.databases = Object.fromEntries(system.map((db) => [db.name, db]));
  state.logins = bareLogins();
  state.hasEndpoint = false;
  delete state.witnessed;
  state.startedAtMs = nowMs;
  world.disk.store.remove(`disks/${host}`);
  for (const path of ["D:\\SQLData", "D:\\SQLLog", "D:\\SQLBackup"]) world.disk.makeFolder({ host, path });
}
