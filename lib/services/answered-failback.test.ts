import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { buildReProtectPlan } from "#lib/domain/plan/re-protect-plan.ts";
import type { Answer } from "#lib/domain/uncaptured/answers.ts";
import type { AskedPart } from "#lib/domain/views/plan-view.ts";
import { type FailbackBench, failbackBench } from "#lib/engine/testing/failback-bench.ts";
import { pool, target as source } from "#lib/engine/testing/fake-pool.ts";
import { answerUncaptured } from "./answer-uncaptured.ts";
import type { ServiceConsole, ServiceContext } from "./context.ts";
import { listAnswers } from "./list-answers.ts";

const benches: FailbackBench[] = [];
beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(async () => {
  await Promise.all(benches.splice(0).map((b) => b.stopAll()));
  vi.useRealTimers();
});

const typed: Readonly<Record<string, string>> = {
  backupDirectory: "\\\\fsto01\\LogShip\\mgc",
  backupShare: "\\\\fsto01\\LogShip\\mgc",
  backupJob: "LSBackup_mgc",
  backupEveryMinutes: "15",
  retentionMinutes: "4320",
  compression: "2",
  monitor: "sqlmi01\\PCHAT",
  backupThresholdMinutes: "60",
  alert: "yes",
  historyMinutes: "5760",
  primaryServer: "sqlmi01\\PCHAT",
  sourceDirectory: "\\\\fsto01\\LogShip\\mgc",
  destinationDirectory: "D:\\LogShip\\mgc",
  copyJob: "LSCopy_said",
  copyEveryMinutes: "7",
  restoreJob: "LSRestore_said",
  restoreEveryMinutes: "9",
  restoreDelayMinutes: "0",
  restoreAll: "yes",
  standby: "no",
  disconnectUsers: "no",
  restoreThresholdMinutes: "45",
  owner: "CONTOSO\\sqladmin",
  trustworthy: "no",
  chaining: "yes",
  mirrored: "yes",
  safety: "FULL",
  witness: "none",
  complianceMirrored: "no",
  activeServers: "pchat01.contoso.local",
};
const valuesOf = (part: AskedPart) => Object.fromEntries(part.fields.map((name) => [name, typed[name] ?? ""]));

/** Everything that the first plan misses, said by one person on its page. */
async function saidOn(first: FailbackBench): Promise<readonly Answer[]> {
  const console = { pool, store: first.store } as unknown as ServiceConsole;
  const ctx: ServiceContext = { actor: { id: "7", name: "Giulia Ferri", role: "operator" }, console };
  for (const part of (await first.store.plan("plan-1"))?.view.asked ?? [])
    if (part.isMissing)
      await answerUncaptured(ctx, { ...part, planId: "plan-1", source: "handbook", values: valuesOf(part) });
  return listAnswers(ctx);
}

test("a failback that nobody captured starts after a person said what is missing, and rebuilds exactly that", async () => {
  const first = await failbackBench({ capture: () => null });
  benches.push(first);
  expect((await first.store.plan("plan-1"))?.view.blocking).toEqual(["capture-holds"]);
  const answers = await saidOn(first);
  const second = await failbackBench({ capture: () => null, answers });
  benches.push(second);
  const view = (await second.store.plan("plan-1"))?.view;
  expect(view?.blocking).toEqual([]);
  const found = view?.findings.find((f) => f.checkId === "capture-holds");
  expect(found).toMatchObject({ verdict: "warn", facts: { missing: "nothing" } });
  const said = answers.find((each) => each.part === "secondary");
  expect(found?.facts[`log shipping of ${source}`]).toBe(`said by Giulia Ferri at ${said?.at}`);
  second.start();
  expect((await second.ends()).at(-1)).toMatchObject({ outcome: "succeeded" });
  expect(second.servers.at.get(source)?.secondary?.told).toMatchObject({
    copyJob: "LSCopy_said",
    c1si: "7",
    r1si: "9",
    mode: "0",
    alert: "14421",
  });
});

test("what protects home again asks for the same", async () => {
  const atHome: NonNullable<Parameters<typeof failbackBench>[0]> = {
    capture: () => null,
    build: buildReProtectPlan,
  };
  const bench = await failbackBench(atHome);
  benches.push(bench);
  const asked = (await bench.store.plan("plan-1"))?.view.asked ?? [];
  expect(asked.filter((part) => part.isMissing).map((part) => part.part)).toEqual([
    "primary",
    "secondary",
    "database",
    "list",
  ]);
});
