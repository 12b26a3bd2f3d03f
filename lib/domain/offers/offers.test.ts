import { expect, test } from "vitest";
import { procedures } from "#lib/domain/procedures/all.ts";
import type { ProcedureId } from "#lib/domain/procedures/procedure-id.ts";
import { facts, offersAt, refusalOf } from "./offers.ts";
import { everyStanding, type Standing } from "./standing.ts";

const ids = Object.keys(procedures) as readonly ProcedureId[];
const normal: Standing = {
  poolState: "Normal",
  home: "writable",
  other: "restoring",
  homeMirror: "synchronized",
  shipping: "runs",
};
const open = (at: Partial<Standing>) => ids.filter((id) => refusalOf(id, { ...normal, ...at }) === null);

test("every combination of pool state, both copies, mirror and log shipping has a procedure, or for each one a fact with who can act", () => {
  const all = everyStanding();
  expect(all.length).toBe(3 * 6 * 6 * 4 * 3);
  const mute = all.filter((at) => {
    const offers = offersAt(at);
    return !ids.every((id) => offers[id] === null || facts.includes(offers[id].fact));
  });
  expect(mute).toEqual([]);
});

test("every fact stands in the way somewhere: none is dead text", () => {
  const used = new Set(everyStanding().flatMap((at) => Object.values(offersAt(at)).map((refusal) => refusal?.fact)));
  expect(facts.filter((fact) => !used.has(fact))).toEqual([]);
});

test("never opens two directions at once: what leaves home and what returns there exclude each other", () => {
  const both = everyStanding().filter(
    (at) =>
      refusalOf("failback", at) === null &&
      (refusalOf("failover", at) === null || refusalOf("re-protect", at) === null),
  );
  expect(both).toEqual([]);
});

test.each([
  ["all is well", {}, ["failover", "switchover", "mirror-failover", "drill"]],
  ["home is lost", { poolState: "unknown", home: "unknown", homeMirror: "unknown", shipping: "unknown" }, ["failover"]],
  ["home's mirror is suspended", { homeMirror: "not-synchronized" }, ["failover", "switchover", "drill"]],
  ["log shipping is broken", { shipping: "broken" }, ["failover", "mirror-failover", "re-protect", "drill"]],
  ["the other copy is gone", { other: "absent", shipping: "broken" }, ["mirror-failover", "re-protect", "drill"]],
  ["failed over, home silent", { poolState: "FailedOver", other: "writable", home: "unknown" }, []],
  ["failed over, home came back", { poolState: "FailedOver", other: "writable" }, ["failback", "fence-returned-home"]],
  [
    "failed over, home fenced",
    { poolState: "FailedOver", other: "writable", home: "read-only" },
    ["failback", "fence-returned-home"],
  ],
  [
    "failed over, home blank",
    { poolState: "FailedOver", other: "writable", home: "absent" },
    ["failback", "fence-returned-home"],
  ],
  ["failed over, the serving copy lost", { poolState: "FailedOver", other: "unknown", home: "unknown" }, []],
] as const)("when %s", (_, at, expected) => {
  expect(open(at)).toEqual(expected);
});
