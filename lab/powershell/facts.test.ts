import { expect, it } from "vitest";
import { lyncFixture } from "#lab/world/lync-fixture.ts";
import { cmdlets } from "./cmdlets/all.ts";
import { cmdletNames } from "./facts.ts";

it("has a handler for every cmdlet of the table and no other", () => {
  expect(Object.keys(cmdlets).sort()).toEqual([...cmdletNames].sort());
});

it("sends nothing to SQL Server when the wanted principal is principal already", async () => {
  const lync = lyncFixture();
  const failover = { PoolFqdn: "pchatpool.contoso.local", DatabaseType: "PersistentChat", NewPrincipal: "Primary" };
  expect((await lync.run("Invoke-CsDatabaseFailover", { ...failover, Confirm: false })).ok).toBe(true);
  expect(lync.mirrored).toEqual([]);
});
