import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LogBackup } from "#lib/domain/log-chain/plan-chain.ts";
import { type ChainFacts, proveChain } from "./chain-proof.ts";

const fork = "AAAAAAAA-0000-0000-0000-000000000000";
const otherFork = "BBBBBBBB-0000-0000-0000-000000000000";
const base = 38_000_000_016_200_037n;
const lsn = (n: number) => (base + BigInt(n) * 100_000n).toString();
const minute = 60_000;
const name = (n: number) =>
  `mgc_${new Date(Date.UTC(2026, 10, 21) + n * 15 * minute).toISOString().replace(/[-:T]/g, "").slice(0, 14)}.trn`;

type Extra = {
  readonly folder?: LogBackup["folder"];
  readonly file?: string;
  readonly header?: Partial<LogBackup["header"]>;
};

/** Backup n holds the log from LSN n to n + 1. */
function backup(n: number, { folder = "backupShare", file = name(n), header = {} }: Extra = {}): LogBackup {
  const own = {
    position: 1,
    backupType: 2,
    databaseName: "mgc",
    serverName: "sqlmi01",
    firstLsn: lsn(n),
    lastLsn: lsn(n + 1),
    backupSetGuid: `SET-${n}`,
    familyGuid: "F",
    firstRecoveryForkId: fork,
    recoveryForkId: fork,
    startDate: "",
    finishDate: "",
    isCopyOnly: false,
    isDamaged: false,
  };
  return { folder, file, sizeBytes: "4096", header: { ...own, ...header } };
}

/** The copy stands in the middle of backup `at`, as after a restore; home has written `count`. */
function facts(count: number, at: number, sets?: readonly LogBackup[]): ChainFacts {
  const all = Array.from({ length: count }, (_, n) => backup(n));
  const redo = { lsn: (BigInt(lsn(at)) + 5n).toString(), forkGuid: fork };
  const expected = all.map((s) => s.header.lastLsn).slice(0, -1);
  return { redo, sets: sets ?? all, unreadable: [], changed: [], unread: 0, expected };
}

const kinds = (given: ChainFacts) => proveChain(given).problems.map(({ kind }) => kind);
const scenes = fc
  .record({ count: fc.integer({ min: 4, max: 40 }), at: fc.nat(), pick: fc.nat(), seed: fc.nat() })
  .map(({ count, at, pick, seed }) => {
    const start = at % (count - 3);
    // A file that is still needed, and is neither the one the copy stands in nor the newest.
    const hit = start + 1 + (pick % (count - start - 2));
    return { count, at: start, hit, seed };
  });
const sure = { seed: 20_261_121, numRuns: 500 };

describe("the chain proof", () => {
  it("proves a whole chain to its newest file, in whatever order the folders list it", () => {
    fc.assert(
      fc.property(scenes, ({ count, at, seed }) => {
        const sets = facts(count, at).sets.toSorted(
          (a, b) => ((seed ^ a.file.charCodeAt(16)) % 7) - ((seed ^ b.file.charCodeAt(16)) % 7),
        );
        const proof = proveChain(facts(count, at, sets));
        expect(proof.problems).toEqual([]);
        expect(proof).toMatchObject({ toApply: count - at, lastFile: name(count - 1), end: { lsn: lsn(count) } });
      }),
      sure,
    );
  });

  it("finds every file that was deleted, also the last but one that home says it wrote", () => {
    fc.assert(
      fc.property(scenes, ({ count, at, hit }) => {
        const sets = facts(count, at).sets.filter((s) => s.file !== name(hit));
        expect(kinds(facts(count, at, sets))).toContain("gap");
        const cut = facts(count, at).sets.filter((s) => s.file < name(hit));
        expect(kinds(facts(count, at, cut))).toEqual(["missing"]);
      }),
      sure,
    );
  });

  it("finds every pair of files whose names were exchanged", () => {
    fc.assert(
      fc.property(scenes, ({ count, at, hit }) => {
        const swap = (n: number) => (n === hit ? name(hit + 1) : n === hit + 1 ? name(hit) : name(n));
        const sets = facts(count, at).sets.map((_, n) => backup(n, { file: swap(n) }));
        expect(kinds(facts(count, at, sets))).toContain("out-of-order");
      }),
      sure,
    );
  });

  it("finds every duplicate, and goes on past it", () => {
    fc.assert(
      fc.property(scenes, ({ count, at, hit }) => {
        const twin = backup(hit, { file: name(hit).replace(/\d\.trn$/, "7.trn") });
        const proof = proveChain(facts(count, at, [...facts(count, at).sets, twin]));
        expect(proof.problems.map(({ kind }) => kind)).toContain("duplicate");
        expect(proof.problems.every(({ weight }) => weight === "odd")).toBe(true);
        expect(proof.end.lsn).toBe(lsn(count));
      }),
      sure,
    );
  });

  it("finds every truncated file: what cannot be read stands in the way, unless its twin is whole", () => {
    fc.assert(
      fc.property(scenes, ({ count, at, hit }) => {
        const bad = { folder: "backupShare" as const, file: name(hit), why: "3203" };
        const rest = facts(count, at).sets.filter((s) => s.file !== bad.file);
        const broken = proveChain({ ...facts(count, at, rest), unreadable: [bad] }).problems;
        expect(broken.find(({ kind }) => kind === "unreadable")?.weight).toBe("broken");
        const twin = backup(hit, { folder: "copyFolder" });
        const odd = proveChain({ ...facts(count, at, [...rest, twin]), unreadable: [bad] }).problems;
        expect(odd).toMatchObject([{ kind: "unreadable", weight: "odd" }]);
      }),
      sure,
    );
  });

  it("finds every file of another recovery path", () => {
    fc.assert(
      fc.property(scenes, ({ count, at, hit }) => {
        const header = { firstRecoveryForkId: otherFork, recoveryForkId: otherFork, backupSetGuid: "FORKED" };
        const sets = facts(count, at).sets.map((s, n) => (n === hit ? backup(n, { header }) : s));
        expect(kinds(facts(count, at, sets))).toContain("fork");
      }),
      sure,
    );
  });

  it("names what changed after it was written, what has a foreign name and what holds another database", () => {
    const changed = [{ folder: "backupShare" as const, file: name(3), why: "4096, now 12" }];
    expect(kinds({ ...facts(5, 1), changed })).toEqual(["changed"]);
    const misnamed = facts(5, 1).sets.map((s, n) => (n === 3 ? backup(n, { file: `Copy of ${name(n)}` }) : s));
    expect(kinds(facts(5, 1, misnamed))).toEqual(["misnamed"]);
    const foreign = facts(5, 1).sets.map((s, n) => (n === 3 ? backup(n, { header: { databaseName: "mgccomp" } }) : s));
    expect(kinds(facts(5, 1, foreign))).toEqual(["gap", "foreign"]);
  });
});

/** The home pair swaps sides now and then: the new principal goes on from the same point, on a new recovery path. */
function healthyDays(days: number): { readonly proofs: number; readonly alarms: readonly string[] } {
  const [kept, behind] = [6, 3];
  let [path, sets]: [number, LogBackup[]] = [0, []];
  const redoForks: string[] = [];
  const alarms: string[] = [];
  const forkOf = (n: number) => `${n.toString(16).padStart(8, "0")}-0000-0000-0000-000000000000`;
  for (let n = 0; n < days * 96; n += 1) {
    const before = path;
    if (n % 700 === 699) path += 1;
    const header = { firstRecoveryForkId: forkOf(before), recoveryForkId: forkOf(path) };
    redoForks[n + 1] = forkOf(path);
    const copyOnly =
      n % 200 === 150
        ? [
            backup(n, {
              file: name(n).replace("00.trn", "07.trn"),
              header: { ...header, backupSetGuid: `CO-${n}`, isCopyOnly: true },
            }),
          ]
        : [];
    const copied =
      n > behind
        ? [
            backup(n - 1, {
              folder: "copyFolder",
              header: sets.find((s) => s.header.backupSetGuid === `SET-${n - 1}`)?.header ?? {},
            }),
          ]
        : [];
    sets = [...sets, backup(n, { header }), ...copyOnly, ...copied].slice(-3 * kept);
    if (n < kept) continue;
    const at = n - behind;
    const redo = { lsn: lsn(at), forkGuid: redoForks[at] ?? "" };
    const { problems } = proveChain({ redo, sets, unreadable: [], changed: [], unread: 0, expected: [lsn(n)] });
    for (const { kind, why } of problems) alarms.push(`day ${Math.floor(n / 96)}: ${kind} ${why}`);
  }
  return { proofs: days * 96 - kept, alarms };
}

it("raises no alarm in 1,000 healthy days, with role changes and copy-only backups among them", () => {
  const { proofs, alarms } = healthyDays(1_000);
  expect(alarms.slice(0, 3)).toEqual([]);
  expect(proofs).toBeGreaterThan(95_000);
}, 120_000);
