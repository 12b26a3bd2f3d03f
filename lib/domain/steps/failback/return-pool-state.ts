import { readDatabase, readWatermark } from "#lib/domain/commands/observations.ts";
import { resultOf } from "#lib/domain/run/run-state.ts";
import { check, finding } from "#lib/domain/steps/finding.ts";
import { serversPing } from "#lib/domain/steps/set-active-servers.ts";
import { switchPoolState } from "#lib/domain/steps/set-pool-state.ts";
import type { Check } from "#lib/domain/steps/step.ts";
import type { Watermark } from "#lib/domain/store-port.ts";
import { failbackOf } from "./pins.ts";

const total = (w: Watermark) => Object.values(w.rooms).reduce((sum, id) => sum + BigInt(id), 0n);

/** Messages that reached the abandoned copy after its backup: none can, and the count proves it (trap T5). */
const nothingWrittenElsewhere: Check = check("nothing-written-elsewhere", async (ctx) => {
  const { source } = failbackOf(ctx.plan);
  const db = await readDatabase(ctx.ports.sql, source, "mgc");
  if (db.state === "RESTORING")
    return finding(ctx, "nothing-written-elsewhere", "pass", { instance: source, found: "RESTORING: takes no writes" });
  const before = resultOf(ctx.run, "sample-other") as Watermark | undefined;
  const now = total(await readWatermark(ctx.ports.sql, source));
  if (!before)
    return finding(ctx, "nothing-written-elsewhere", "unknown", { instance: source, found: "no sample before" });
  const lost = now - total(before);
  return finding(ctx, "nothing-written-elsewhere", lost === 0n ? "pass" : "fail", {
    instance: source,
    messages: lost.toString(),
  });
});

/** In the documented order the servers are active first: whether they use home's mgc can be seen only after the state. */
const serversPingAfterState: Check = {
  ...serversPing,
  look: async (ctx) =>
    ctx.plan.order === "documented"
      ? serversPing.look(ctx)
      : finding(ctx, "services-ready", "pass", { silent: "not started yet", servers: ctx.plan.activeServers.length }),
};

/** Printed end of the page: the pool uses home's databases again. Before the servers in the recommended order (trap T5). */
export const returnPoolState = switchPoolState({
  id: "return-pool-state",
  number: "",
  poolState: "Normal",
  proof: [nothingWrittenElsewhere, serversPingAfterState],
});
