import type { InstanceWorld } from "./instance-world.ts";
import { refuse } from "./refuse.ts";
import type { Row } from "./state.ts";

const agents = [
  { owners: "log_shipping_primary_databases", rows: "log_shipping_monitor_primary", key: "primary_id" },
  { owners: "log_shipping_secondary", rows: "log_shipping_monitor_secondary", key: "secondary_id" },
] as const;

/** The monitor server of a primary or secondary id; null = the instance watches itself, or nobody knows that server. */
function monitorOf(instance: InstanceWorld, agentId: unknown): InstanceWorld | null {
  for (const { owners, key } of agents) {
    const row = instance.msdb(owners).find((one) => one[key] === agentId);
    const monitor = row ? instance.world.instance(String(row.monitor_server)) : null;
    if (monitor && monitor !== instance) return monitor;
  }
  return null;
}

const answers = (monitor: InstanceWorld): boolean => monitor.up && !monitor.blackHoled && !monitor.refusingLogins;

function copyRows(instance: InstanceWorld, monitor: InstanceWorld, agentId: unknown): void {
  for (const { rows, key } of agents)
    for (const row of instance.msdb(rows).filter((one) => one[key] === agentId)) {
      const same = (one: Row): boolean => one[key] === agentId && one.secondary_database === row.secondary_database;
      const old = monitor.msdb(rows).find(same);
      if (old) Object.assign(old, row);
      else monitor.msdb(rows).push({ ...row });
    }
}

/** After a run: own rows and the run's history go to the monitor. A monitor that does not answer misses them until the next run or a refresh. */
export function tellMonitor(instance: InstanceWorld, agentId: unknown, session?: number): void {
  const monitor = monitorOf(instance, agentId);
  if (!monitor || !answers(monitor)) return;
  copyRows(instance, monitor, agentId);
  for (const table of ["log_shipping_monitor_history_detail", "log_shipping_monitor_error_detail"]) {
    const own = instance.msdb(table).filter((row) => row.agent_id === agentId && row.session_id === session);
    const rows = monitor.msdb(table);
    rows.push(...own.map((row) => ({ ...row })));
    if (rows.length > 800) rows.splice(0, rows.length - 800);
  }
}

/** When log shipping is set up: the monitor must answer. Throws 32054. */
export function beginAtMonitor(instance: InstanceWorld, agentId: unknown): void {
  const monitor = monitorOf(instance, agentId);
  if (!monitor) return;
  if (!answers(monitor)) throw refuse(32054, "There was an error establishing a link to the remote monitor server.");
  copyRows(instance, monitor, agentId);
}

/** When it is removed. Throws 32054 before anything is gone, when the monitor does not answer. */
export function endAtMonitor(instance: InstanceWorld, agentId: unknown): void {
  const monitor = monitorOf(instance, agentId);
  if (!monitor) return;
  if (!answers(monitor)) throw refuse(32054, "There was an error establishing a link to the remote monitor server.");
  for (const { rows, key } of agents) monitor.dropMsdbRows(rows, (row) => row[key] === agentId);
  for (const table of ["log_shipping_monitor_history_detail", "log_shipping_monitor_error_detail"])
    monitor.dropMsdbRows(table, (row) => row.agent_id === agentId);
}
