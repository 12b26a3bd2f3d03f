import { expect, test } from "vitest";
import { draftOf } from "#lib/domain/topology/draft.ts";
import { exampleDraft } from "#lib/domain/topology/example-fixture.ts";
import { poolSchema } from "#lib/domain/topology/pool.ts";
import type { NewVersion } from "#lib/domain/topology/version.ts";
import { lookForPool } from "./look-for-pool.ts";
import { reviewTopology } from "./review-topology.ts";
import { saveTopology } from "./save-topology.ts";
import type { TopologyContext } from "./topology-context.ts";

const pool = poolSchema.parse(exampleDraft());
const draft = draftOf(pool);
const input = { draft, base: 0, why: "new", isImport: false };

function context(sealed: readonly string[] = ["sql"]) {
  const saved: NewVersion[] = [];
  const recorded: string[] = [];
  const topology = {
    credentials: () => sealed,
    shells: async () => [{ executable: "powershell.exe", arguments: [] }],
    versions: { newest: async () => [], versions: async () => [] },
    record: async (kind: string) => void recorded.push(kind),
    takeUp: async (version: NewVersion) => {
      saved.push(version);
      return { version: { number: 1 }, waitsForRestart: null };
    },
  } as unknown as TopologyContext["topology"];
  const ctx: TopologyContext = { actor: { id: "l", name: "Luca", role: "administrator" }, topology };
  return { ctx, saved, recorded };
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
