import { describe, expect, test } from "vitest";
import { mgcOf, run, startWorld } from "./world-fixture.ts";

const orphans = `SELECT dp.name FROM sys.database_principals dp LEFT JOIN sys.server_principals sp ON sp.sid = dp.sid
WHERE dp.type IN ('S', 'U') AND dp.principal_id > 4 AND sp.sid IS NULL ORDER BY dp.name`;
const owner = "SELECT SUSER_SNAME(owner_sid), is_trustworthy_on FROM sys.databases WHERE name = N'mgc'";

describe("logins, users and owner after a restore", () => {
  test("the owner is who restored; ALTER AUTHORIZATION gives it back", async () => {
    const { homeA, otherB } = startWorld();
    expect((await run(homeA, "ALTER DATABASE mgc SET TRUSTWORTHY ON")).errors).toEqual([]);
    await run(homeA, "BACKUP DATABASE mgc TO DISK = N'\\\\fsto01\\Mirror\\o.bak' WITH INIT");
    await run(otherB, "RESTORE DATABASE mgc FROM DISK = N'\\\\fsto01\\Mirror\\o.bak' WITH RECOVERY");
    expect((await run(homeA, owner)).rows).toEqual([["sa", true]]);
    expect((await run(otherB, owner)).rows).toEqual([["console", false]]);
    expect((await run(otherB, "ALTER AUTHORIZATION ON DATABASE::mgc TO [nobody]")).errors).toEqual([15151]);
    expect((await run(otherB, "ALTER AUTHORIZATION ON DATABASE::[mgc] TO [sa]")).errors).toEqual([]);
    expect((await run(otherB, "ALTER DATABASE [mgc] SET TRUSTWORTHY ON WITH NO_WAIT")).errors).toEqual([]);
    expect((await run(otherB, owner)).rows).toEqual([["sa", true]]);
    await run(otherB, "USE mgc; EXEC dbo.sp_changedbowner N'console'");
    expect((await run(otherB, owner)).rows).toEqual([["console", true]]);
  });

  test("a user whose login has another sid is an orphan until it is mapped", async () => {
    const { homeA } = startWorld();
    expect((await run(homeA, orphans, "mgc")).rows).toEqual([]);
    expect((await run(homeA, "DROP LOGIN pchat_reports")).errors).toEqual([]);
    expect((await run(homeA, "CREATE LOGIN pchat_reports WITH PASSWORD = N'x!', CHECK_POLICY = OFF")).errors).toEqual(
      [],
    );
    expect((await run(homeA, orphans, "mgc")).rows).toEqual([["pchat_reports"]]);
    expect((await run(homeA, "EXEC sp_change_users_login 'Report'", "mgc")).rows.map(([name]) => name)).toEqual([
      "pchat_reports",
    ]);
    expect((await run(homeA, "ALTER USER pchat_reports WITH LOGIN = nobody", "mgc")).errors).toEqual([15151]);
    expect((await run(homeA, "ALTER USER [pchat_reports] WITH LOGIN = [pchat_reports]", "mgc")).errors).toEqual([]);
    expect((await run(homeA, orphans, "mgc")).rows).toEqual([]);
  });

  test("a login made with the captured sid needs no mapping", async () => {
    const { homeA } = startWorld();
    const [sid] = (await run(homeA, "SELECT CONVERT(varchar(172), SUSER_SID('pchat_reports'), 1)")).rows[0] ?? [];
    await run(homeA, "DROP LOGIN pchat_reports");
    expect((await run(homeA, orphans, "mgc")).rows).toEqual([["pchat_reports"]]);
    const again = `CREATE LOGIN [pchat_reports] WITH PASSWORD = 0x0200AB HASHED, SID = ${String(sid)}, DEFAULT_DATABASE = [master]`;
    expect((await run(homeA, again)).errors).toEqual([]);
    expect((await run(homeA, orphans, "mgc")).rows).toEqual([]);
    expect(
      (await run(homeA, "CREATE LOGIN [CONTOSO\\svc-new] FROM WINDOWS WITH DEFAULT_DATABASE = [master]")).errors,
    ).toEqual([]);
    expect((await run(homeA, "CREATE LOGIN [NOWHERE\\nobody] FROM WINDOWS")).errors).toEqual([15401]);
  });

  test("nothing of it in a read-only copy", async () => {
    const { otherA } = startWorld();
    await run(otherA, "RESTORE DATABASE mgc WITH RECOVERY; ALTER DATABASE mgc SET READ_ONLY WITH ROLLBACK IMMEDIATE");
    expect((await run(otherA, "ALTER AUTHORIZATION ON DATABASE::mgc TO console")).errors).toEqual([3906]);
    expect((await run(otherA, "DROP USER pchat_reports", "mgc")).errors).toEqual([3906]);
  });
});

test("chat servers cannot write where their account has no login", async () => {
  const { homeA, homeB, seconds, world } = startWorld();
  await seconds(10);
  for (const one of [homeA, homeB])
    one.state.logins = one.state.logins.filter(({ name }) => name !== "CONTOSO\\svc-pchat");
  const before = world.messages.length;
  await seconds(5);
  expect(world.messages.length).toBe(before);
  await run(homeA, "CREATE LOGIN [CONTOSO\\svc-pchat] FROM WINDOWS");
  await seconds(5);
  expect(mgcOf(homeA).content.messages.length).toBe(world.messages.length);
  expect(world.messages.length).toBeGreaterThan(before);
});

test("database options: what mirroring and RESTORING forbid, and the fence that stays", async () => {
  const { homeA, otherA } = startWorld();
  const set = (option: string) => `ALTER DATABASE mgc SET ${option}`;
  for (const option of ["READ_ONLY", "OFFLINE", "SINGLE_USER", "RECOVERY SIMPLE"])
    expect((await run(homeA, `${set(option)} WITH ROLLBACK IMMEDIATE`)).errors).toEqual([1468, 5069]);
  expect((await run(otherA, set("READ_ONLY"))).errors).toEqual([5052, 5069]);
  await run(otherA, "RESTORE DATABASE mgc WITH RECOVERY");
  for (const [option, column, value] of [
    ["OFFLINE WITH ROLLBACK IMMEDIATE", "state_desc", "OFFLINE"],
    ["ONLINE", "state_desc", "ONLINE"],
    ["RESTRICTED_USER WITH ROLLBACK AFTER 5 SECONDS", "user_access_desc", "RESTRICTED_USER"],
    ["MULTI_USER", "user_access_desc", "MULTI_USER"],
    ["READ_ONLY WITH NO_WAIT", "is_read_only", true],
    ["READ_WRITE", "is_read_only", false],
  ] as const) {
    expect((await run(otherA, set(option))).errors).toEqual([]);
    expect((await run(otherA, `SELECT ${column} FROM sys.databases WHERE name = 'mgc'`)).rows).toEqual([[value]]);
  }
  expect((await run(otherA, set("OFFLINE"))).errors).toEqual([]);
  expect((await run(otherA, "USE mgc")).errors).toEqual([942]);
  expect((await run(otherA, set("SIDEWAYS"))).errors).toEqual([50001, 5069]);
});

test("EXECUTE AS LOGIN shows whether the chat service's account gets in", async () => {
  const { homeA } = startWorld();
  const probe = (login: string) =>
    `EXECUTE AS LOGIN = N'${login}'; SELECT HAS_DBACCESS('mgc'), SUSER_SNAME(), ORIGINAL_LOGIN(), IS_SRVROLEMEMBER('sysadmin'); SELECT COUNT(*) FROM mgc.dbo.tblNode; REVERT; SELECT SUSER_SNAME()`;
  const service = await run(homeA, probe("CONTOSO\\svc-pchat"));
  expect(service.errors).toEqual([]);
  expect(service.rows).toEqual([[1, "CONTOSO\\svc-pchat", "console", 0], [7], ["console"]]);
  const stranger = await run(homeA, probe("CONTOSO\\svc-sql"));
  expect(stranger.errors).toEqual([916]);
  expect(stranger.rows[0]?.[0]).toBe(0);
  expect((await run(homeA, probe("nobody"))).errors).toEqual([15406]);
  await run(homeA, "DROP LOGIN pchat_reports");
  expect((await run(homeA, "EXECUTE AS USER = 'pchat_reports'", "mgc")).errors).toEqual([15517]);
});
