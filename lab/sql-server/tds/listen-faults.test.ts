import { afterAll, describe, expect, it } from "vitest";
import { closeAll, connected, listener } from "./listen-fixture.ts";

afterAll(closeAll);

describe("the faults of a listener", () => {
  it("refuses connections when stopped, and comes back on the same port", async () => {
    const { port } = listener;
    const pool = await connected();
    await listener.setMode("stopped");
    await expect(connected()).rejects.toMatchObject({ code: "ESOCKET" });
    await listener.setMode("up");
    expect(listener.port).toBe(port);
    expect((await pool.request().query("SELECT 1")).recordset).toHaveLength(1);
  });

  it("never answers when black-holed", async () => {
    await listener.setMode("black-holed");
    await expect(connected({ connectionTimeout: 300 })).rejects.toMatchObject({ code: "ETIMEOUT" });
    await listener.setMode("up");
    await connected();
  });

  it("refuses every login when told so", async () => {
    await listener.setMode("refusing-logins");
    await expect(connected()).rejects.toMatchObject({ code: "ELOGIN" });
    await listener.setMode("up");
  });
});
