import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { hostile, mark } from "#lib/adapters/hostile-fixture.ts";
import { builders } from "./hostile-commands-fixture.ts";

const table = builders("sqlto01\\PCHAT");

/** Values of a command's parameters, lists and their members apart. */
const leaves = (value: unknown): readonly unknown[] =>
  typeof value === "object" && value !== null ? Object.values(value).flatMap(leaves) : [value];

test("every builder that takes a text stands in the table", () => {
  const files = readdirSync(import.meta.dirname).filter((name) => /^[a-z-]+\.ts$/.test(name) && !/fixture/.test(name));
  const found = files.flatMap((name) => {
    const text = readFileSync(join(import.meta.dirname, name), "utf8");
    const made = text.matchAll(/^export (?:function|const) (\w+)[^{]*?(?:SqlCommand|PowerShellCommand)\b/gms);
    return [...made].flatMap(([whole, builder = ""]) =>
      /: string\b|\bat: \w/.test(whole.replace("target: string", "")) ? [builder] : [],
    );
  });
  expect(found.length).toBeGreaterThan(25);
  expect(found.filter((name) => !(name in table))).toEqual([]);
});

test.each(Object.entries(table))("%s carries every hostile value as it is, and none of it in its text", (_, make) => {
  const plain = make("x");
  for (const value of hostile) {
    const command = make(value);
    expect(command.text).toBe(plain.text);
    expect(command.text).not.toContain(mark);
    const [before, after] = [leaves(plain.parameters), leaves(command.parameters)];
    expect(after).toEqual(before.map((one) => (one === "x" ? value : one)));
    expect(after).toContain(value);
  }
});
