import { beforeEach, describe, expect, it } from "vitest";
import { lyncFixture } from "#lab/world/lync-fixture.ts";

const pool = "PersistentChatServer:pchatpool.contoso.local";
let lync: ReturnType<typeof lyncFixture>;
beforeEach(() => {
  lync = lyncFixture();
});

describe("binding", () => {
  it("refuses a parameter that the cmdlet does not have", async () => {
    expect(await lync.errorId("Set-CsPersistentChatState", { Identity: pool, PoolFqdn: "x" })).toMatch(
      /^NamedParameterNotFound,/,
    );
  });
  it("refuses an empty identity", async () => {
    expect(await lync.errorId("Set-CsPersistentChatState", { Identity: "", PoolState: "Normal" })).toMatch(
      /^ParameterArgumentValidationError/,
    );
  });
  it("refuses a pool state that does not exist", async () => {
    expect(await lync.errorId("Set-CsPersistentChatState", { PoolState: "Failed" })).toMatch(/^CannotConvertArgument/);
  });
  it("names the mandatory parameters that are missing", async () => {
    const { error } = await lync.run("Install-CsMirrorDatabase", { DatabaseType: "PersistentChat", Confirm: false });
    expect(error?.errorId).toMatch(/^MissingMandatoryParameter,/);
    expect(error?.message).toContain("FileShare SqlServerFqdn");
  });
  it("refuses Swap together with a list", async () => {
    const both = { Swap: true, ActiveServers: null };
    expect(await lync.errorId("Set-CsPersistentChatActiveServer", both)).toMatch(/^AmbiguousParameterSet,/);
    expect(await lync.errorId("Set-CsPersistentChatActiveServer")).toMatch(/^AmbiguousParameterSet,/);
  });
  it("does not know a cmdlet that the module does not have", async () => {
    expect(await lync.errorId("Get-CsPersistentChatActiveServer")).toBe("CommandNotFoundException");
  });
  it("refuses an identity of another pool", async () => {
    expect(await lync.errorId("Set-CsPersistentChatState", { Identity: "service:x.y.z", PoolState: "Normal" })).toMatch(
      /^ObjectNotFound,/,
    );
  });
  it("does not ask a person who is not there", async () => {
    const failover = { PoolFqdn: "pchatpool.contoso.local", DatabaseType: "PersistentChat", NewPrincipal: "Mirror" };
    expect(await lync.errorId("Invoke-CsDatabaseFailover", failover)).toMatch(/^InvalidOperation,/);
    expect((await lync.run("Invoke-CsDatabaseFailover", { ...failover, Confirm: false })).ok).toBe(true);
    expect(lync.mirrored).toEqual(["sqlmi02\\PCHAT"]);
  });
});
