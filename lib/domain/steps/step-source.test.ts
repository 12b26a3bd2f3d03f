import { expect, test } from "vitest";
import { procedures, stepsOf } from "#lib/domain/procedures/all.ts";
import type { ProcedureId } from "#lib/domain/procedures/procedure-id.ts";
import { sourceOf } from "./step-source.ts";

const stepsIn = (id: ProcedureId) => stepsOf(id, id === "failback" ? "documented" : "users-first");

test("every numbered step of the vendor's failover page is one of ours, in the vendor's order", () => {
  const numbers = stepsIn("failover").flatMap((step) => {
    const source = sourceOf(step.id);
    return source.kind === "vendor" ? [source.number] : [];
  });
  expect([...numbers].sort()).toEqual(["1", "2", "3", "4", "5", "6", "7"]);
  expect(numbers.slice(0, 5)).toEqual(["1", "2", "3", "4", "5"]);
});

test("every numbered step of the vendor's failback page is one of ours", () => {
  const all = stepsIn("failback").map((step) => sourceOf(step.id));
  const numbers = new Set(all.flatMap((source) => (source.kind === "vendor" ? [source.number] : [])));
  expect([...numbers].sort()).toEqual(["1", "2", "3", "4", "5", "6"]);
  expect(all.some((source) => source.kind === "vendor-end")).toBe(true);
});

test("a step without a vendor's page says that it is ours", () => {
  const ids = (Object.keys(procedures) as ProcedureId[]).flatMap((id) => stepsIn(id).map((step) => step.id));
  expect(ids.filter((id) => sourceOf(id).kind === "ours")).toContain("prepare");
  expect(sourceOf("toString")).toEqual({ kind: "ours" });
});
