import { expect, test } from "vitest";
import { formValues } from "./form-values.ts";

test("nests dotted names and makes lists of numbered ones", () => {
  const form = new FormData();
  for (const [name, value] of [
    ["runId", "r"],
    ["a.0.instance", "x"],
    ["a.0.by", "y"],
    ["a.1.instance", "z"],
    ["$ACTION_ID", "1"],
  ] as const) {
    form.append(name, value);
  }
  expect(formValues(form)).toEqual({ runId: "r", a: [{ instance: "x", by: "y" }, { instance: "z" }] });
});

test("does not reach a prototype", () => {
  const form = new FormData();
  form.append("__proto__.role", "administrator");
  formValues(form);
  expect(({} as Record<string, unknown>).role).toBeUndefined();
});
