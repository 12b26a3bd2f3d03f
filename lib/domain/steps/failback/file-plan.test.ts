import { expect, test } from "vitest";
import { filesAsPlanned, planMoves } from "./file-plan.ts";

const file = (logicalName: string, path: string, kind: string) => ({ logicalName, path, kind, sizeBytes: "1" });
const listed = [file("mgc_data", "X:\\Far\\mgc.mdf", "D"), file("mgc_log", "Y:\\Far\\mgc.ldf", "L")];
const master = [file("master", "C:\\SQL\\master.mdf", "D"), file("mastlog", "C:\\SQL\\mastlog.ldf", "L")];

test("puts each file where this instance has it, else where it had it, else beside master, never where the other one has it", () => {
  const moves = planMoves({
    listed: [...listed, file("mgc_more", "Z:\\Far\\more.ndf", "D")],
    now: [file("MGC_DATA", "D:\\Here\\mgc.mdf", "D")],
    captured: [{ logical: "mgc_log", path: "E:\\Before\\mgc.ldf" }],
    master,
  });
  expect(moves).toEqual([
    { logical: "mgc_data", path: "D:\\Here\\mgc.mdf" },
    { logical: "mgc_log", path: "E:\\Before\\mgc.ldf" },
    { logical: "mgc_more", path: "C:\\SQL\\more.ndf" },
  ]);
});

test("refuses a backup whose files are not those of the plan", () => {
  const planned = [{ logical: "mgc_data", path: "D:\\a" }];
  expect(() => filesAsPlanned(listed, planned)).toThrow(/mgc_data, mgc_log; the plan has places for mgc_data/);
  expect(filesAsPlanned(listed, [...planned, { logical: "MGC_log", path: "D:\\b" }]).files).toHaveLength(2);
});
