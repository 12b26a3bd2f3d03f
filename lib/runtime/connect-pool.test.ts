import { afterEach, expect, it } from "vitest";
import { z } from "zod";
import { exampleDraft } from "#lib/domain/topology/example-fixture.ts";
import { poolSchema } from "#lib/domain/topology/pool.ts";
import type { Env } from "#lib/env.ts";
import { connectPool } from "./connect-pool.ts";

const open: ReturnType<typeof connectPool>[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

/** A pool of three logins of which nobody answers, and the logins that were asked for. */
function bench() {
  const asked: string[] = [];
  const file = exampleDraft();
  const three = { watch: "watch", chain: "chain", operate: "operate" };
  const instances = file.instances.map((each) => ({ ...each, host: "127.0.0.1", port: 1, credential: three }));
  const pool = poolSchema.parse({ ...file, instances });
  const env = { migrationsDir: "/x/prisma/migrations" } as Env;
  const credential = (name: string) => {
    asked.push(name);
    return { user: name, password: "p" };
  };
  const made = connectPool(env, { pool, credential });
  open.push(made);
  return { ...made, asked, target: pool.instances[0]?.name ?? "" };
}

it("opens the login that may change things for runs alone: sweep, plans and pages read with the one that watches", async () => {
  const { ports, planPorts, watchPorts, asked, target } = bench();
  const query = { target, text: "SELECT 1 AS one" };
  for (const each of [planPorts, watchPorts]) await expect(each.sql.read(query, z.unknown())).rejects.toThrow();
  expect([...new Set(asked)]).toEqual(["watch"]);
  await expect(ports.sql.read(query, z.unknown())).rejects.toThrow();
  expect([...new Set(asked)]).toEqual(["watch", "operate"]);
});
