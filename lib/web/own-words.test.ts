import { expect, test } from "vitest";
import { withWords } from "./own-words.ts";

/** A language of two signs: the key, and what is filled in. */
const t = (key: string, values: Readonly<Record<string, string>>) => `«${key} ${Object.values(values).join("|")}»`;

test("puts a sentence of the console into other words, with what is filled in", () => {
  const said = withWords({ message: "there is no run R-9" }, t).message;
  expect(said).toMatch(/^«.*R-9»$/);
});

test("puts what is filled in into other words too, where it is one of ours", () => {
  const said = withWords("command on SQLMI01: no answer within 5000 ms", t);
  expect(said).not.toContain("no answer within");
  expect(said).toContain("SQLMI01");
  expect(said).toContain("5000");
});

test("names of facts are put into other words, and stay in the order they had", () => {
  const facts = withWords({ "recovery model": "FULL", state: "ONLINE", "page verify": "CHECKSUM" }, t);
  expect(Object.values(facts)).toEqual(["FULL", "ONLINE", "CHECKSUM"]);
  expect(Object.keys(facts)[0]).toMatch(/^«recovery-model/);
  expect(Object.keys(facts)[1]).toBe("state");
});

test("leaves alone what servers and people wrote, and what is sent", () => {
  const view = {
    reason: "there is no run R-9",
    command: { text: "not mirrored" },
    output: ["not mirrored"],
    error: "Msg 3201, Level 16, State 2: Cannot open backup device",
    at: "2026-11-21T10:00:00.000Z",
    count: 3,
    nothing: null,
  };
  expect(withWords(view, t)).toEqual(view);
});

test("says the rules of a planned command in other words, and leaves the command as it is typed", () => {
  const command = { kind: "sql", text: "KILL <session>", parameters: { job: "not mirrored" } };
  const rules = { text: "its size on the share", file: "its size on the share" };
  const said = withWords({ commands: [{ command, rules }, { command }, "not mirrored"] }, t);
  const inOthers = expect.stringMatching(/^«its-size-on-the-share/);
  expect(said).toEqual({
    commands: [{ command, rules: { text: inOthers, file: inOthers } }, { command }, "not mirrored"],
  });
});

test("goes through lists and keeps what it does not know the making of", () => {
  const when = new Date(0);
  expect(withWords([["not mirrored"], when, "x".repeat(5_000)], t)).toEqual([
    ["«not-mirrored »"],
    when,
    "x".repeat(5_000),
  ]);
});
