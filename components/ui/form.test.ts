import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const folder = join(import.meta.dirname, "..");
const withForm = (tag: string) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /(?<!\.test)\.tsx?$/.test(file) && readFileSync(join(folder, file), "utf8").includes(tag))
    .sort();

test("every form of the console waits until its page is alive", () => {
  expect(withForm("<form")).toEqual([join("ui", "form.tsx")]);
  expect(withForm("<Form").length).toBeGreaterThan(10);
});

test("every form is sent by the one sender, which takes a silent console for an answer", () => {
  const senders = withForm("useActionState(");
  expect(senders).toEqual([join("ui", "use-send.ts")]);
  expect(withForm("useSend(").length).toBeGreaterThan(15);
});
