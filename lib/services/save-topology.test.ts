import { expect, test } from "vitest";
import { draftOf } from "#lib/domain/topology/draft.ts";
import { exampleDraft } from "#lib/domain/topology/example-fixture.ts";
import { poolSchema } from "#lib/domain/topology/pool.ts";
import type { NewVersion, Removal } from "#lib/domain/topology/version.ts";
import { lookForPool } from "./look-for-pool.ts";
import { poolOfRecord } from "./pool-of-record.ts";
import { removePool } from "./remove-pool.ts";
import { reviewTopology } from "./review-topology.ts";
import { saveTopology } from "./save-topology.ts";
import type { TopologyContext } from "./topology-context.ts";

const pool = poolSchema.parse(exampleDraft());
const draft = draftOf(pool);
const input = { draft, base: 0, why: "new", isImport: false };

function context(sealed: readonly string[] = ["sql"], own: readonly string[] = [], there: readonly unknown[] = []) {
  const removed: Removal[] = [];
  const saved: NewVersion[] = [];
  const recorded: string[] = [];
  const topology = {
    credentials: () => sealed,
    shells: async () => [{ executable: "powershell.exe", arguments: [] }],
    versions: { newest: async () => there, versions: async () => there },
    poolsOf: async () => own,
    takeOut: async (removal: Removal) => void removed.push(removal),
    record: async (kind: string) => void recorded.push(kind),
    takeUp: async (version: NewVersion) => {
      saved.push(version);
      return { version: { number: 1 }, waitsForRestart: null };
    },
  } as unknown as TopologyContext["topology"];
  const actor = { id: "l", name: "Luca", role: "administrator", pool: pool.fqdn } as const;
  const ctx: TopologyContext = { actor, topology };
  return { ctx, saved, recorded, removed };
}

const refusal = (doing: Promise<unknown>) =>
  doing.then(
    () => "went through",
    (e: unknown) => `${(e as { code: string }).code}: ${(e as Error).message}`,
  );

test("saves a whole draft with who and why", async () => {
  const { ctx, saved } = context();
  await saveTopology(ctx, input);
  expect(saved).toEqual([{ pool, base: 0, person: "Luca", personId: "l", why: "new", source: "browser" }]);
});

test("refuses a draft that lacks something, a login that nobody sealed, no reason, and a program of somebody's own", async () => {
  const { ctx, saved, recorded } = context();
  const half = { ...draft, fqdn: "" };
  expect(await refusal(saveTopology(ctx, { ...input, draft: half }))).toMatch(
    /^bad-input: the pool is not complete: fqdn/,
  );
  expect(await refusal(saveTopology(ctx, { ...input, why: " " }))).toMatch(/^bad-input: a new version needs a reason/);
  expect(await refusal(saveTopology(context([]).ctx, input))).toMatch(/instances.0.credential: .* no credential sql/);
  const evil = { ...draft, shell: JSON.stringify(["powershell.exe", "-Command", "calc"]) };
  expect(await refusal(saveTopology(ctx, { ...input, draft: evil }))).toMatch(/^refused: this management shell/);
  expect(await refusal(lookForPool(ctx, evil))).toMatch(/^refused/);
  expect([saved, recorded]).toEqual([[], []]);
});

test("says what is missing, and against a whole draft what differs", async () => {
  const { ctx } = context();
  const { problems } = await reviewTopology(ctx, { ...draft, consoleStandsIn: "" });
  expect(problems).toMatchObject([{ path: "consoleStandsIn", kind: "needed" }]);
  const { changes } = await reviewTopology(ctx, draft);
  expect(changes).toContainEqual({ path: "instances[sqlmi01\\PCHAT].port", before: null, after: "1433" });
});

test("does not tell what another pool consists of to who has no role there", async () => {
  const { ctx } = context(["sql"], ["other.contoso.local"], [{ pool, number: 3 }]);
  expect(await refusal(reviewTopology(ctx, draft))).toMatch(/^not-allowed: the console has the pool/);
});

test("takes the shown pool out once its name is typed and a reason given, and never somebody's only one", async () => {
  const typed = { base: 3, why: "sold", typedName: ` ${pool.fqdn.toUpperCase()}` };
  const two = context(["sql"], [pool.fqdn, "other.contoso.local"]);
  await removePool(two.ctx, typed);
  expect(two.removed).toEqual([{ poolFqdn: pool.fqdn, base: 3, why: "sold", person: "Luca", personId: "l" }]);
  expect(await refusal(removePool(two.ctx, { ...typed, typedName: "pool" }))).toMatch(/^bad-input: type the name/);
  expect(await refusal(removePool(two.ctx, { ...typed, why: " " }))).toMatch(/^bad-input: .*needs a reason/);
  expect(await refusal(removePool(context(["sql"], [pool.fqdn]).ctx, typed))).toMatch(/^refused: .*only pool in which/);
  const giulia = { ...two.ctx, actor: { ...two.ctx.actor, role: "operator" as const } };
  expect(await refusal(removePool(giulia, typed))).toMatch(/^not-allowed/);
  expect(two.removed).toHaveLength(1);
});

test("a link to a run leads to its pool only who has a role there", async () => {
  const at = (own: readonly string[], shown: string) => {
    const { ctx } = context(["sql"], own);
    const topology = { ...ctx.topology, poolOf: async () => "b" };
    return poolOfRecord({ actor: { ...ctx.actor, pool: shown }, topology }, { kind: "run", id: "r" });
  };
  expect([await at(["a", "b"], "a"), await at(["a"], "a"), await at(["a", "b"], "b")]).toEqual(["b", null, null]);
});
