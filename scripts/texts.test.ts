import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { procedures, stepsOf } from "#lib/domain/procedures/all.ts";
import type { ProcedureId } from "#lib/domain/procedures/procedure-id.ts";
import type { Choice } from "#lib/domain/run/journal.ts";
import * as choicesFile from "#lib/domain/steps/choices.ts";
import type { Order } from "#lib/domain/steps/pinned-plan.ts";
import { root } from "./places.mjs";

const read = (path: string) => readFileSync(join(root, path), "utf8");
const messages: unknown = JSON.parse(read("messages/en.json"));
const orders: readonly Order[] = ["users-first", "protection-first"];

function textAt(key: string): unknown {
  let at: unknown = messages;
  for (const part of key.split("."))
    at = typeof at === "object" && at !== null ? Object.entries(at).find(([name]) => name === part)?.[1] : undefined;
  return at;
}

function has(key: string): boolean {
  const text = textAt(key);
  return typeof text === "string" && text !== "";
}

const keysBelow = (key: string) => Object.keys(textAt(key) ?? {});

const missing = (keys: readonly string[]) => [...new Set(keys)].filter((key) => !has(key)).sort();

function filesBelow(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(path) : /(?<!\.test)\.tsx?$/.test(path) ? [path] : [];
  });
}

/** First group of every match in the sources of a folder. */
const found = (folder: string, pattern: RegExp) =>
  filesBelow(folder).flatMap((path) => [...read(path).matchAll(pattern)].map((m) => m[1] ?? ""));

test("every procedure and every step has its texts", () => {
  const ids = Object.keys(procedures) as ProcedureId[];
  const steps = ids.flatMap((id) => orders.flatMap((order) => stepsOf(id, order)));
  expect(steps.length).toBeGreaterThan(10);
  const keys = steps.flatMap((s) => ["title", "does", "why", "wrong", "stops"].map((part) => `steps.${s.id}.${part}`));
  expect(missing([...ids.map((id) => `procedures.${id}`), ...keys, ...steps.map((s) => `ways.${s.way}`)])).toEqual([]);
});

test("every kind of decision has its texts", () => {
  const union = /export type DecisionKind =([^;]+);/.exec(read("lib/domain/run/journal.ts"))?.[1] ?? "";
  const kinds = [...union.matchAll(/"([^"]+)"/g)].map((m) => m[1] ?? "");
  expect(kinds.length).toBeGreaterThan(5);
  expect(missing(kinds.flatMap((kind) => [`decisions.${kind}.title`, `decisions.${kind}.means`]))).toEqual([]);
});

test("every choice has its texts and its costs have words", () => {
  const choices = Object.values(choicesFile).filter(
    (value): value is Choice => typeof value === "object" && "needs" in value,
  );
  expect(choices.length).toBeGreaterThan(5);
  const keys = choices.flatMap((c) => [
    `choices.${c.id}.title`,
    `choices.${c.id}.does`,
    `choiceCost.loss.${c.dataLoss}`,
    `choiceCost.time.${c.time}`,
    `choiceCost.undo.${c.undo}`,
    ...c.needs.map((need) => `choiceCost.needs.${need}`),
  ]);
  expect(missing(keys)).toEqual([]);
});

test("every check has a title and a sentence for good, bad and unknown", () => {
  const steps = (Object.keys(procedures) as ProcedureId[]).flatMap((id) => stepsOf(id, "users-first"));
  const ids = [
    ...steps.flatMap((s) => [...s.precheck, ...s.proof]).map((c) => c.id),
    ...found("lib/domain/plan", /(?:planFinding|whatIf)\(\s*looks,\s*"([^"]+)"/g),
    ...found("lib/domain/steps", /\bcheck\(\s*"([^"]+)"/g),
  ];
  expect(ids.length).toBeGreaterThan(15);
  expect(
    missing(ids.flatMap((id) => ["title", "pass", "fail", "unknown"].map((part) => `checks.${id}.${part}`))),
  ).toEqual([]);
});

test("every price of leaving something out has its sentence, and no sentence is left over", () => {
  const ids = new Set(found("lib/domain/steps", /\b(?:skip|price): "([a-z-]+)"/g));
  expect(ids.size).toBeGreaterThan(8);
  expect(keysBelow("run.prices").sort()).toEqual([...ids].sort());
  expect(missing([...ids].map((id) => `run.prices.${id}`))).toEqual([]);
});

test("every verdict of the overview and every reason for it has its texts", () => {
  const kinds = found("lib/domain/health", /kind: "([a-z-]+)",\s*reasons/g);
  const reasons = found("lib/domain/health", /\{ key: "([a-z-]+)"/g);
  expect(kinds.length).toBeGreaterThan(4);
  expect(reasons.length).toBeGreaterThan(10);
  const keys = [
    ...kinds.flatMap((kind) => ["word", "title", "sentence"].map((part) => `verdict.${kind}.${part}`)),
    ...reasons.map((key) => `verdict.reasons.${key}`),
  ];
  expect(missing(keys)).toEqual([]);
});

test("everything that may be unprotected after a failover has its sentence", () => {
  const body = /function notProtected[\s\S]+?\n}/.exec(read("lib/domain/run/view.ts"))?.[0] ?? "";
  const ids = [...body.matchAll(/bad\.push\("([^"]+)"\)|\[("[^\]]+")\]/g)].flatMap(
    ([, one, list]) => one ?? (list ?? "").replaceAll('"', "").split(", "),
  );
  expect(ids.length).toBeGreaterThan(4);
  expect(missing(ids.map((id) => `notProtected.items.${id}`))).toEqual([]);
});
