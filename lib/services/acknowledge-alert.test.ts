import { expect, test } from "vitest";
import { fakeStore } from "#lib/watch/testing/fake-store.ts";
import { acknowledgeAlert } from "./acknowledge-alert.ts";
import type { ServiceContext } from "./context.ts";
import { listAlerts } from "./list-alerts.ts";

const raised = { alertId: "a", check: "chain-unbroken", state: "bad", target: null, facts: {} };

async function bench() {
  const store = fakeStore();
  const record = (kind: string, data: Record<string, unknown>) =>
    store.recordEntry({ stream: "pool:p", kind, person: "console", data });
  await record("alert-raised", raised);
  const actor = { id: "1", name: "Giulia Ferri", role: "operator" } as const;
  // The verbs touch nothing of the console but these.
  const ports = { clock: { now: () => new Date() } };
  const console = { store, pool: { fqdn: "p" }, ports } as unknown as ServiceContext["console"];
  const ctx: ServiceContext = { actor, console };
  return { ctx, store, record };
}

test("records who acknowledged an open alert and what is being done", async () => {
  const { ctx } = await bench();
  await acknowledgeAlert(ctx, { alertId: "a", comment: "  looking at the share " });
  expect(await listAlerts(ctx)).toMatchObject([
    { acknowledged: { by: "Giulia Ferri", comment: "looking at the share" } },
  ]);
});

test("refuses without a comment, for an alert that is not there, and for one that has cleared itself", async () => {
  const { ctx, record, store } = await bench();
  await expect(acknowledgeAlert(ctx, { alertId: "a", comment: " " })).rejects.toMatchObject({ code: "bad-input" });
  await expect(acknowledgeAlert(ctx, { alertId: "b", comment: "x" })).rejects.toMatchObject({ code: "not-found" });
  await record("alert-cleared", { alertId: "a" });
  await expect(acknowledgeAlert(ctx, { alertId: "a", comment: "x" })).rejects.toMatchObject({ code: "conflict" });
  expect(store.recorded.filter(({ kind }) => kind === "alert-acknowledged")).toEqual([]);
});
