import { expect, test } from "vitest";
import type { RunStore, StoredPlan } from "#lib/domain/store-port.ts";
import { storeOfVersion } from "./store-of-version.ts";

const savedAt = "2026-11-21T12:00:00.000Z";
const run = { poolFqdn: "p", procedure: "drill", planId: "plan", reason: "x", startedBy: "Giulia" } as const;
const first = { kind: "run-started" } as Parameters<RunStore["createRun"]>[1];

function versionedStore(plan: Pick<StoredPlan, "createdAt">, runs: readonly string[] = []) {
  const done: string[] = [];
  const base = {
    plan: async () => ({ ...plan, id: "plan", poolFqdn: "p" }),
    runs: async () => runs.map((planId) => ({ planId })),
    createRun: async () => void done.push("run started"),
    savePlan: async () => void done.push("plan kept"),
  } as unknown as RunStore;
  return { ...storeOfVersion(base, savedAt), done };
}

const refusal = (doing: Promise<unknown>) =>
  doing.then(
    () => "went through",
    (e: unknown) => (e as { code: string }).code,
  );

test("a plan that looked at an older topology starts no run, but a second click on a run that has started gives that run", async () => {
  const old = { createdAt: "2026-11-21T11:59:00.000Z" };
  expect(await refusal(versionedStore(old).store.createRun(run, first))).toBe("refused");
  expect(await refusal(versionedStore(old, ["plan"]).store.createRun(run, first))).toBe("went through");
  const now = { createdAt: "2026-11-21T12:00:01.000Z" };
  expect(await refusal(versionedStore(now).store.createRun(run, first))).toBe("went through");
});

test("keeps no plan and starts no run after it was closed, until it is opened again", async () => {
  const { store, close, open, done } = versionedStore({ createdAt: savedAt });
  const begun = store.createRun(run, first);
  await close();
  expect(done).toEqual(["run started"]);
  await begun;
  expect(await refusal(store.createRun(run, first))).toBe("refused");
  expect(await refusal(store.savePlan({} as StoredPlan))).toBe("refused");
  open();
  expect(await refusal(store.savePlan({} as StoredPlan))).toBe("went through");
});
