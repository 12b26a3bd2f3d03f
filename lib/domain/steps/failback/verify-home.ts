import { sendTestMessage } from "#lib/domain/commands/cmdlets.ts";
import { known } from "#lib/domain/steps/act.ts";
import { check, finding } from "#lib/domain/steps/finding.ts";
import { markerReadable } from "#lib/domain/steps/marker-readable.ts";
import {
  activeServersAsPlanned,
  oneWritableCopy,
  sessionsInMgc,
  testMessage,
  testMessageAct,
} from "#lib/domain/steps/service-checks.ts";
import { readPoolState } from "#lib/domain/steps/shell-reads.ts";
import type { Step } from "#lib/domain/steps/step.ts";
import { asBefore } from "./as-before.ts";

/** Step 8, ours: chat is at home, one copy takes writes, and everything is as the picture from before the failover. */
export const verifyHome: Step = {
  id: "verify-home",
  number: "",
  way: "can-be-undone",
  precheck: [],
  proof: [
    check("pool-state", async (ctx) => {
      const { poolState } = await readPoolState(ctx.ports.shell, ctx.plan.poolFqdn);
      return finding(ctx, "pool-state", poolState === "Normal" ? "pass" : "fail", { poolState });
    }),
    activeServersAsPlanned,
    sessionsInMgc,
    oneWritableCopy,
    asBefore,
    testMessage,
    markerReadable("mgc"),
  ],
  planned: (_plan, pool) => (pool.testUsers ? [known(sendTestMessage(pool.testUsers))] : []),
  acts: ({ pool }) => ({ acts: pool.testUsers ? [testMessageAct(sendTestMessage(pool.testUsers))] : [] }),
};
