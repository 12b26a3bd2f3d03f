import { readFileSync } from "node:fs";
import { join } from "node:path";
import { NextIntlClientProvider } from "next-intl";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { AnswerPart } from "#lib/domain/uncaptured/answer-fields.ts";
import { answerFields } from "#lib/domain/uncaptured/answer-fields.ts";
import type { Answer } from "#lib/domain/uncaptured/answers.ts";
import type { PlanView } from "#lib/domain/views/plan-view.ts";
import { AskedPanel } from "./asked-panel.tsx";

const messages = JSON.parse(readFileSync(join(import.meta.dirname, "../../messages/en.json"), "utf8"));
const parts: readonly AnswerPart[] = ["primary", "secondary", "database", "list"];
const asked = parts.map((part) => ({
  part,
  instance: part === "list" ? "" : "sqlto01\\PCHAT",
  what: `what of ${part}`,
  fields: Object.keys(answerFields[part]),
  isMissing: true,
  isOptional: false,
}));
const plan = {
  id: "p",
  createdAt: "2026-11-21T08:00:00.000Z",
  procedure: "failback",
  order: "state-first",
  steps: [],
  asked,
} as unknown as PlanView;

/** The panel as a page has it; an absent or broken text fails the test. */
function shown(answers: readonly Answer[], mayAnswer = true): string {
  const errors: string[] = [];
  const nothing = async () => null;
  const panel = createElement(AskedPanel, {
    plan,
    answers,
    mayAnswer,
    answer: nothing,
    mayPlan: true,
    planAgain: nothing,
  });
  const onError = (e: Error) => void errors.push(e.message);
  const page = { locale: "en", timeZone: "UTC", messages, onError, children: panel };
  const html = renderToStaticMarkup(createElement(NextIntlClientProvider, page));
  expect(errors).toEqual([]);
  return html;
}

const said: Answer = {
  part: "list",
  instance: "",
  values: { activeServers: "pchat01.contoso.local" },
  source: "handbook",
  planId: "p",
  person: "Anna Rossi",
  at: "2026-11-21T09:00:00.000Z",
};

test("asks for every value with its meaning, and fills in none", () => {
  const html = shown([]);
  const fields = asked.flatMap((part) => part.fields);
  for (const field of fields) expect(html).toContain(`name="values.${field}"`);
  const filled = [...html.matchAll(/<input(?![^>]*type="hidden")[^>]*value="([^"]*)"/g)].map((found) => found[1]);
  expect(filled.length).toBeGreaterThan(20);
  expect(filled.filter((value) => value !== "")).toEqual([]);
  const chosen = [...html.matchAll(/<option[^>]*selected[^>]*>/g)].map((found) => found[0]);
  expect(chosen.every((option) => option.includes('value=""'))).toBe(true);
  expect(html).toContain("Usual: 4320, which is three days.");
  expect([...html.matchAll(/aria-describedby="([^"]+)"/g)].length).toBeGreaterThanOrEqual(fields.length);
});

test("shows who said what and when, lets it be said anew from there, and asks for a new plan", () => {
  const html = shown([said, { ...said, person: "Marco Neri", at: "2026-11-21T08:30:00.000Z" }]);
  expect(html).toContain("Said by Anna Rossi");
  expect(html).toContain("One earlier answer, replaced");
  expect(html).toContain('value="pchat01.contoso.local"');
  expect(html).toContain("make the plan again");
});

test("has words for every field, every line of a choice and every problem", () => {
  const { fields, problems } = messages.uncaptured;
  for (const [name, field] of parts.flatMap((part) => Object.entries(answerFields[part]))) {
    expect([fields[name]?.label, fields[name]?.means].every(Boolean), name).toBe(true);
    if (field.kind === "choice") expect(Object.keys(fields[name].options)).toEqual(field.of);
  }
  const codes = ["empty", "path", "name", "minutes", "choice", "witness", "server", "too-many", "unknown"];
  expect(Object.keys(problems)).toEqual(codes);
});

test("shows no form to who may not answer", () => {
  expect(shown([], false)).not.toContain('name="values.');
});
