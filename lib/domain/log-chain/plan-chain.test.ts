import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareLsn, type LogBackup, planChain } from "./plan-chain.ts";

const fork = "AAAAAAAA-0000-0000-0000-000000000000";
const base = 38000000016200037n;

function backup(
  n: number,
  extra: Partial<LogBackup["header"]> = {},
  folder: LogBackup["folder"] = "backupShare",
): LogBackup {
  return {
    folder,
    file: `mgc_${n}.trn`,
    sizeBytes: "4096",
    header: {
      position: 1,
      backupType: 2,
      databaseName: "mgc",
      serverName: "sqlmi01\\PCHAT",
      firstLsn: (base + BigInt(n) * 100000n).toString(),
      lastLsn: (base + BigInt(n + 1) * 100000n).toString(),
      backupSetGuid: `SET-${n}`,
      familyGuid: "F",
      firstRecoveryForkId: fork,
      recoveryForkId: fork,
      startDate: "2026-11-21T02:00:00",
      finishDate: "2026-11-21T02:00:01",
      isCopyOnly: false,
      isDamaged: false,
      ...extra,
    },
  };
}
const from = (n: number) => ({ lsn: (base + BigInt(n) * 100000n + 5n).toString(), forkGuid: fork });
const numbers = (sets: readonly LogBackup[]) => sets.map((s) => Number(s.file.slice(4, -4)));

describe("planChain", () => {
  it("applies every set from the redo point to the end, whatever order they are found in", () => {
    const chain = planChain(from(1), [backup(3), backup(1), backup(0), backup(2)]);
    expect(numbers(chain.apply)).toEqual([1, 2, 3]);
    expect(chain.gap).toBeNull();
  });

  it("names the gap when a set between is missing", () => {
    const chain = planChain(from(0), [backup(0), backup(2), backup(3)]);
    expect(numbers(chain.apply)).toEqual([0]);
    expect(chain.gap).toEqual({
      from: backup(1).header.firstLsn,
      to: backup(2).header.firstLsn,
      firstAfter: "mgc_2.trn",
    });
  });

  it("takes no set of another recovery fork and names it", () => {
    const chain = planChain(from(0), [
      backup(0),
      backup(1, { firstRecoveryForkId: "BBBBBBBB-0000-0000-0000-000000000000" }),
    ]);
    expect(numbers(chain.apply)).toEqual([0]);
    expect(numbers(chain.forks)).toEqual([1]);
  });

  it("prefers the set that reaches farther where a copy-only backup overlaps", () => {
    const long = backup(0, { lastLsn: backup(2).header.firstLsn, backupSetGuid: "LONG" });
    const chain = planChain(from(0), [backup(0), long, backup(2)]);
    expect(chain.apply.map((s) => s.header.backupSetGuid)).toEqual(["LONG", "SET-2"]);
  });

  it("compares LSNs beyond 2^53 exactly", () => {
    expect(compareLsn("38000000016200037", "38000000016200038")).toBe(-1);
    expect(compareLsn("9000000000000000000000001", "38000000016200038")).toBe(1);
  });

  it("finds the whole chain in any order and every single gap, for any length", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 40 }), fc.integer(), fc.nat(), (count, seed, drop) => {
        const all = Array.from({ length: count }, (_, n) => backup(n)).sort(
          (a, b) => ((seed ^ a.file.length) % 7) - ((seed ^ b.file.length) % 7) || (seed % 2 ? 1 : -1),
        );
        expect(numbers(planChain(from(0), all).apply)).toEqual(Array.from({ length: count }, (_, n) => n));
        const gone = 1 + (drop % (count - 1));
        const chain = planChain(
          from(0),
          all.filter((s) => s.file !== `mgc_${gone}.trn`),
        );
        expect(chain.apply.length).toBe(gone);
        expect(chain.gap === null).toBe(gone === count - 1);
      }),
      { seed: 20261121, numRuns: 200 },
    );
  });
});
