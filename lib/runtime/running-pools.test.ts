import { expect, test } from "vitest";
import { AppError } from "#lib/domain/errors.ts";
import { exampleDraft } from "#lib/domain/topology/example-fixture.ts";
import { poolSchema } from "#lib/domain/topology/pool.ts";
import type { NewVersion, TopologyStore, TopologyVersion } from "#lib/domain/topology/version.ts";
import { makeRunningPools } from "./running-pools.ts";
import type { RunningPool } from "./start-pool.ts";

const pool = poolSchema.parse(exampleDraft());
const by = { person: "Luca", personId: "l", why: "x", source: "browser" } as const;
const version = (number: number): TopologyVersion => ({ ...by, number, at: "2026-11-21T12:00:00Z", hash: "h", pool });
const wanted: NewVersion = { ...by, pool, base: 1 };

/** Pools whose parts only say what happens to them; `fails` is what stands in the way. */
async function pools(fails: "save" | "start" | "remove" | null) {
  const said: string[] = [];
  const running = makeRunningPools(async (one) => {
    if (fails === "start" && one.number > 1) throw new AppError("bad-input", "there is no such credential");
    said.push(`start ${one.number}`);
    const note = (what: string) => async () => void said.push(`${what} ${one.number}`);
    const open = () => void said.push(`open ${one.number}`);
    return { version: one, close: note("close"), open, stop: note("stop") } as unknown as RunningPool;
  });
  await running.start(version(1));
  const save = async () => {
    if (fails === "save") throw new AppError("conflict", "run R-0001 has not ended");
    said.push("save");
    return version(2);
  };
  const remove = async () => {
    if (fails === "remove") throw new AppError("conflict", "run R-0001 has not ended");
    said.push("remove");
  };
  const store = { save, remove } as unknown as TopologyStore;
  const takeUp = () => running.takeUp(store, wanted);
  const removal = { poolFqdn: pool.fqdn, base: 1, person: "Luca", personId: "l", why: "sold" };
  return { said, running, takeUp, takeOut: () => running.takeOut(store, removal) };
}

test("closes the old parts before it saves, and starts the new ones when the old have stopped", async () => {
  const { said, running, takeUp } = await pools(null);
  expect(await takeUp()).toMatchObject({ version: { number: 2 }, waitsForRestart: null });
  expect(said).toEqual(["start 1", "close 1", "save", "stop 1", "start 2"]);
  expect(running.of(pool.fqdn)?.version.number).toBe(2);
});

test("goes on as before when the version was refused", async () => {
  const { said, running, takeUp } = await pools("save");
  await expect(takeUp()).rejects.toThrow("R-0001 has not ended");
  expect(said).toEqual(["start 1", "close 1", "open 1"]);
  expect(running.of(pool.fqdn)?.version.number).toBe(1);
});

test("says that a saved version waits for a restart when its parts do not start", async () => {
  const { said, takeUp } = await pools("start");
  expect((await takeUp()).waitsForRestart).toBe("there is no such credential");
  expect(said).toEqual(["start 1", "close 1", "save", "stop 1"]);
});

test("takes a pool out: no run starts any more, then it is written down, then its parts stop", async () => {
  const { said, running, takeOut } = await pools(null);
  await takeOut();
  expect(said).toEqual(["start 1", "close 1", "remove", "stop 1"]);
  expect([running.of(pool.fqdn), running.names()]).toEqual([null, []]);
});

test("a pool that may not be taken out goes on as before", async () => {
  const { said, running, takeOut } = await pools("remove");
  await expect(takeOut()).rejects.toThrow("R-0001 has not ended");
  expect(said).toEqual(["start 1", "close 1", "open 1"]);
  expect(running.names()).toEqual([pool.fqdn]);
});
