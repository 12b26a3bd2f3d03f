import { expect, test } from "vitest";
import type { PlannedCommand, SqlCommand } from "./command.ts";
import { filledBy } from "./planned-command.ts";
import { killSession, restoreLog } from "./restore.ts";

const target = "sqlto01\\PCHAT";
const restore = (file: string, position = 1, on = target) => restoreLog(on, { database: "mgc", file, position });
const planned: PlannedCommand = {
  command: restore("D:\\LogShip\\mgc\\<file>"),
  rules: { file: "each log backup in order", position: "as its header says" },
};
const kill: PlannedCommand = {
  command: { kind: "sql", target, text: "KILL <session>", parameters: {}, deadlineMs: 60_000 },
  rules: { text: "each session found" },
};

test("gives what the rules filled in", () => {
  expect(filledBy(planned, restore("D:\\LogShip\\mgc\\mgc_1.trn", 2))).toEqual({ file: "mgc_1.trn", position: "2" });
  expect(filledBy(kill, killSession(target, 61))).toEqual({ session: "61" });
});

test.each<[string, SqlCommand]>([
  ["of another instance", restore("D:\\LogShip\\mgc\\mgc_1.trn", 1, "sqlto02\\PCHAT")],
  ["of another folder", restore("D:\\Elsewhere\\mgc_1.trn")],
  ["of a folder below", restore("D:\\LogShip\\mgc\\sub\\mgc_1.trn")],
  [
    "with another text",
    { ...restore("D:\\LogShip\\mgc\\mgc_1.trn"), text: "RESTORE DATABASE @database WITH RECOVERY" },
  ],
  [
    "with another value that no rule names",
    {
      ...restore("D:\\LogShip\\mgc\\a.trn"),
      parameters: { database: "other", file: "D:\\LogShip\\mgc\\a.trn", position: "1" },
    },
  ],
  [
    "with a parameter more",
    {
      ...restore("D:\\LogShip\\mgc\\a.trn"),
      parameters: { ...restore("D:\\LogShip\\mgc\\a.trn").parameters, more: "1" },
    },
  ],
  ["with another deadline", { ...restore("D:\\LogShip\\mgc\\a.trn"), deadlineMs: 5_000 }],
])("does not stand for a command %s", (_, sent) => {
  expect(filledBy(planned, sent)).toBeNull();
});

test("takes one word in a statement, not a second statement", () => {
  expect(filledBy(kill, { ...killSession(target, 61), text: "KILL 61; DROP DATABASE mgc" })).toBeNull();
});

test("takes nothing for a place that no rule names", () => {
  expect(filledBy({ ...planned, rules: {} }, restore("D:\\LogShip\\mgc\\mgc_1.trn"))).toBeNull();
});
