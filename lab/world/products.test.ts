import { describe, expect, test } from "vitest";
import { WireLog } from "#lab/wire-log.ts";
import { worldControl } from "#lab/world-control.ts";
import { editions, productOf, products } from "./products.ts";
import { run, startWorld } from "./world-fixture.ts";

const asked =
  "SELECT CONVERT(nvarchar(20), SERVERPROPERTY('ProductVersion')), CONVERT(int, SERVERPROPERTY('EngineEdition')), LEFT(@@VERSION, 30), CONVERT(int, SERVERPROPERTY('IsHadrEnabled'))";

function standWith(product: string) {
  const lab = startWorld();
  const control = worldControl(lab.world, { sync: async () => undefined }, new WireLog());
  return { lab, control, set: (instance: string) => control.setProduct(instance, product) };
}

describe("version and edition are a setting of each instance", () => {
  test.each(Object.entries(products))("%s", async (name, { version }) => {
    const { lab, set } = standWith(`${name} Standard`);
    await set("sqlto02\\PCHAT");
    const { rows } = await run(lab.otherB, asked);
    expect(rows[0]?.slice(0, 2)).toEqual([`${version.join(".")}.0`, editions.Standard.engine]);
    expect(String(rows[0]?.[2])).toContain(`Microsoft SQL Server ${name}`);
    expect(rows[0]?.[3]).toBe(version[0] < 11 ? null : 0);
    const columns = version[0] < 11 ? [207] : [];
    expect((await run(lab.otherB, "SELECT containment FROM sys.databases")).errors).toEqual(columns);
  });

  test("a 2008 R2 cannot restore what a 2019 has backed up, and reads its header", async () => {
    const { lab, set } = standWith("2019");
    await set("sqlto01\\PCHAT");
    lab.otherB.state.product = productOf("2008 R2") ?? { name: "2008 R2", edition: "Enterprise" };
    const path = "\\\\fsto01\\LogShip\\mgc\\new.bak";
    expect(
      (await run(lab.otherA, `CREATE DATABASE x; BACKUP DATABASE x TO DISK = N'${path}' WITH INIT`)).errors,
    ).toEqual([]);
    expect((await run(lab.otherB, `RESTORE DATABASE x FROM DISK = N'${path}'`)).errors).toEqual([3169, 3013]);
    const header = await run(lab.otherB, `RESTORE HEADERONLY FROM DISK = N'${path}'`);
    expect([header.errors, header.columns[0]?.length]).toEqual([[], 52]);
  });

  test("an edition refuses what it does not have", async () => {
    const { lab, set } = standWith("2014 Standard");
    await lab.seconds(10);
    await set(lab.homeA.name);
    expect((await run(lab.homeA, "ALTER DATABASE mgc SET PARTNER SAFETY OFF")).errors).toEqual([1473]);
    lab.homeA.state.product = { name: "2014", edition: "Express" };
    const wish =
      "@database = N'x', @backup_directory = N'D:\\', @backup_share = N'D:\\', @backup_job_name = N'j', @backup_retention_period = 1";
    expect(
      (await run(lab.homeA, `CREATE DATABASE x; EXEC master.dbo.sp_add_log_shipping_primary_database ${wish}`)).errors,
    ).toEqual([32017]);
  });

  test("what is no product, instance or scenario is refused by name", async () => {
    const { control, set } = standWith("2005");
    await expect(set("sqlto02\\PCHAT")).rejects.toThrow("no such SQL Server: 2005");
    await expect(control.setProduct("nobody", "2014")).rejects.toThrow("no instance nobody");
    await expect(control.setScenario("rain")).rejects.toThrow("no scenario rain");
  });
});
