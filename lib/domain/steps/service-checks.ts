import type { PowerShellCommand } from "#lib/domain/commands/command.ts";
import { readDatabase, readSessions } from "#lib/domain/commands/observations.ts";
import { resultOf } from "#lib/domain/run/run-state.ts";
import { cmdletAct, observed } from "./act.ts";
import { check, finding } from "./finding.ts";
import { readOpposite } from "./shared-checks.ts";
import { readChatService } from "./shell-reads.ts";
import type { Act } from "./step.ts";

/** The list of active servers holds every server that the plan pinned. */
export const activeServersAsPlanned = check("active-servers", async (ctx) => {
  const { ActiveServers } = await readChatService(ctx.ports.shell, ctx.plan.poolFqdn);
  const missing = ctx.plan.activeServers.filter((s) => !ActiveServers.includes(s));
  return finding(ctx, "active-servers", missing.length === 0 ? "pass" : "fail", {
    active: ActiveServers.join(", ") || "none",
  });
});

/** Somebody uses mgc where it serves now. */
export const sessionsInMgc = check(
  "sessions-in-mgc",
  async (ctx) => {
    const sessions = await readSessions(ctx.ports.sql, ctx.plan.target, "mgc");
    return finding(ctx, "sessions-in-mgc", sessions.length > 0 ? "pass" : "warn", { sessions: sessions.length });
  },
  { mayGoOn: true },
);

/** No instance of the opposite side takes writes beside the target; silence is only a warning here, rule 1 was asked before. */
export const oneWritableCopy = check(
  "one-writable-copy",
  async (ctx) => {
    const opposite = await readOpposite(ctx);
    const here = await readDatabase(ctx.ports.sql, ctx.plan.target, "mgc");
    const both = opposite.filter((o) => o.verdict === "writable");
    const silent = opposite.filter((o) => o.verdict === "unreachable" || o.verdict === "answers-unproven");
    const facts = {
      target: here.state ?? "absent",
      ...Object.fromEntries(opposite.map((o) => [o.instance, `${o.verdict}: ${o.detail}`])),
    };
    // None is not one: nobody can write then.
    const isFailed = both.length > 0 || !here.writable;
    return finding(ctx, "one-writable-copy", isFailed ? "fail" : silent.length > 0 ? "warn" : "pass", facts);
  },
  { mayGoOn: true },
);

/** Its whole effect is its answer: one whose answer nobody heard is sent again, which harms nothing. */
export function testMessageAct(command: PowerShellCommand): Act {
  return cmdletAct(command, {
    id: "send-test-message",
    repeatable: true,
    skip: "service-not-proven",
    observe: async (ctx) => observed(resultOf(ctx.run, "send-test-message") === undefined ? "not-started" : "done", {}),
  });
}

/** Only the product's own "Success" proves the service; not configured, not sent and failed are not proof. */
export const testMessage = check(
  "test-message",
  async (ctx) => {
    if (!ctx.pool.testUsers) return finding(ctx, "test-message", "unknown", { configured: "no" });
    const sent = resultOf(ctx.run, "send-test-message") as
      | { readonly output?: readonly Readonly<Record<string, unknown>>[] }
      | undefined;
    const said = sent?.output?.[0];
    const result = typeof said?.Result === "string" ? said.Result : "no answer";
    return finding(ctx, "test-message", result === "Success" ? "pass" : sent ? "fail" : "unknown", {
      result,
      error: String(said?.Error ?? ""),
    });
  },
  { onBad: "record" },
);
