import { startService } from "#lib/domain/commands/cmdlets.ts";
import { stopService } from "#lib/domain/commands/services.ts";
import { cmdletAct, observed } from "#lib/domain/steps/act.ts";
import { readService } from "#lib/domain/steps/failback/read-service.ts";
import type { Act } from "#lib/domain/steps/step.ts";
import type { ServicePin } from "./pins.ts";

/** Starts or stops one service by its discovered name on one server. A start may be left out at its price; a stop may not: it is fencing. */
export function serviceAct(wanted: "Running" | "Stopped", at: ServicePin): Act {
  const isStart = wanted === "Running";
  return cmdletAct(isStart ? startService(at.server, at.service) : stopService(at.server, at.service), {
    id: `${isStart ? "start" : "stop"}-service:${at.server}:${at.service}`,
    repeatable: true,
    ...(isStart ? { skip: "server-stays-off" } : {}),
    observe: async (ctx) => {
      const status = await readService(ctx.ports.shell, at);
      return observed(status === wanted ? "done" : "not-started", { ...at, status: status ?? "no such service" });
    },
  });
}
