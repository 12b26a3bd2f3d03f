// The whole console without its pages, as a process of its own: killing it is a real kill -9. One message in, one answer out.
import type { Actor, Role } from "#lib/domain/actor.ts";
import { isAppError } from "#lib/domain/errors.ts";
import type { ProcedureId } from "#lib/domain/procedures/procedure-id.ts";
import type { Order } from "#lib/domain/steps/pinned-plan.ts";
import { readEnv } from "#lib/env.ts";
import { getRuntime, startRuntime } from "#lib/runtime.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { abortRun, pauseRun, resumeRun } from "#lib/services/control-run.ts";
import { countStranded } from "#lib/services/count-stranded.ts";
import { type DecideInput, decide } from "#lib/services/decide.ts";
import { exportStranded } from "#lib/services/export-stranded.ts";
import { getOverview } from "#lib/services/get-overview.ts";
import { getPlan, getPlanJob } from "#lib/services/get-plan.ts";
import { getReport } from "#lib/services/get-report.ts";
import { getRun } from "#lib/services/get-run.ts";
import { listRuns } from "#lib/services/list-runs.ts";
import { planRun } from "#lib/services/plan-run.ts";
import { readStranded } from "#lib/services/read-stranded.ts";
import { startRun } from "#lib/services/start-run.ts";
import { waiveStranded } from "#lib/services/waive-stranded.ts";
import { type ConsoleRequest, tellBench } from "./messages.ts";

type Run = { readonly runId: string; readonly reason: string };
const people: Readonly<Record<string, { readonly name: string; readonly role: Role }>> = {
  operator: { name: "Giulia Ferri", role: "operator" },
  second: { name: "Marco Conti", role: "operator" },
  manager: { name: "Anna Rossi", role: "manager" },
  driller: { name: "Paolo Neri", role: "drill-operator" },
};

const actorOf = (who: string): Actor => ({ id: who, ...(people[who] ?? { name: who, role: "viewer" }) });

/** Every verb a person has, by name. A new service is one more line. */
const verbs = {
  planRun: (ctx: ServiceContext, input: { procedure: ProcedureId; order?: Order }) => planRun(ctx, input),
  getPlan: (ctx: ServiceContext, input: { planId: string }) => getPlan(ctx, input),
  getPlanJob: (ctx: ServiceContext, input: { planId: string }) => getPlanJob(ctx, input),
  startRun: (ctx: ServiceContext, input: { planId: string; reason: string; typedName: string }) => startRun(ctx, input),
  getRun: (ctx: ServiceContext, input: { runId: string }) => getRun(ctx, input),
  getReport: (ctx: ServiceContext, input: { runId: string }) => getReport(ctx, input),
  listRuns: (ctx: ServiceContext, input: { limit: number }) => listRuns(ctx, input),
  getOverview: (ctx: ServiceContext) => getOverview(ctx),
  decide: (ctx: ServiceContext, input: DecideInput) => decide(ctx, input),
  pauseRun: (ctx: ServiceContext, input: Run) => pauseRun(ctx, input),
  resumeRun: (ctx: ServiceContext, input: Run) => resumeRun(ctx, input),
  abortRun: (ctx: ServiceContext, input: Run) => abortRun(ctx, input),
  countStranded: (ctx: ServiceContext) => countStranded(ctx),
  exportStranded: (ctx: ServiceContext) => exportStranded(ctx),
  readStranded: (ctx: ServiceContext, input: { file: string }) => readStranded(ctx, input),
  waiveStranded: (ctx: ServiceContext, input: { decidedBy: string; reason: string }) => waiveStranded(ctx, input),
  entries: (ctx: ServiceContext, input: { kind: string }) =>
    ctx.console.store.entries(`pool:${ctx.console.pool.fqdn}`, [input.kind], 100),
  events: (ctx: ServiceContext, input: { runId: string }) => ctx.console.store.events(input.runId),
  /** The plan as it was pinned: the text under the hash. */
  pinned: async (ctx: ServiceContext, input: { planId: string }) =>
    JSON.parse((await ctx.console.store.plan(input.planId))?.pinned ?? "null"),
  watermarks: (ctx: ServiceContext, input: { limit: number }) => ctx.console.evidence.watermarks(input.limit),
  newestCapture: (ctx: ServiceContext) => ctx.console.evidence.newestCapture(),
  pool: async (ctx: ServiceContext) => ctx.console.pool,
} as const;
export type Verb = keyof typeof verbs;

async function answer(request: ConsoleRequest): Promise<void> {
  const { id, verb, who, input } = request;
  try {
    const call = verbs[verb as Verb] as (ctx: ServiceContext, input: unknown) => Promise<unknown>;
    const value = await call({ actor: actorOf(who), console: getRuntime().serviceConsole }, input);
    tellBench({ id, ok: true, value: value ?? null });
  } catch (e) {
    const message = e instanceof Error ? e.message : String(e);
    tellBench({ id, ok: false, code: isAppError(e) ? e.code : "internal", message });
  }
}

await startRuntime(readEnv());
process.on("message", (request) => void answer(request as ConsoleRequest));
// A bench that is gone needs no console.
process.on("disconnect", () => process.exit(0));
tellBench({ id: 0, ok: true, value: "ready" });
