import { describe, expect, it } from "vitest";
import { WireLog, type WireRequest } from "./wire-log.ts";

const request = (text: string): WireRequest => ({
  kind: "rpc",
  target: "sqlto01\\PCHAT",
  login: "console",
  program: "pchat-dr run act:1",
  session: 51,
  text,
  parameters: { file: "D:\\a.trn" },
});
const at = new Date("2026-11-21T05:00:00Z");
const settled = async (work: Promise<unknown>) =>
  Promise.race([work.then(() => true), new Promise((resolve) => setTimeout(() => resolve(false), 20))]);

describe("the lab's record of what it was asked", () => {
  it("keeps requests in order, and the newest twenty thousand only", async () => {
    const wire = new WireLog();
    for (let i = 1; i <= 20_003; i++) await (await wire.begin(request(`SELECT ${i}`), at)).end();
    expect(wire.entries).toHaveLength(20_000);
    expect(wire.entries[0]).toMatchObject({ number: 4, text: "SELECT 4", state: "answered", at: at.toISOString() });
  });

  it("holds the first request that fits before it is carried out, and no other", async () => {
    const wire = new WireLog();
    wire.holdNext({ target: "SQLTO01\\pchat", pattern: "act:1", when: "before" });
    const held = wire.begin(request("RESTORE LOG"), at);
    expect(await settled(held)).toBe(false);
    expect(wire.entries[0]?.state).toBe("held-before");
    expect(await settled(wire.begin(request("RESTORE LOG"), at))).toBe(true);
    wire.release();
    expect(await settled(held)).toBe(true);
    expect(wire.entries[0]?.state).toBe("running");
  });

  it("holds a request's answer after it was carried out", async () => {
    const wire = new WireLog();
    wire.holdNext({ target: "sqlto01\\PCHAT", pattern: "restore log", when: "after" });
    const { end } = await wire.begin(request("RESTORE LOG"), at);
    const ended = end();
    expect(await settled(ended)).toBe(false);
    expect(wire.entries[0]?.state).toBe("held-after");
    wire.release();
    expect(await settled(ended)).toBe(true);
    expect(wire.entries[0]?.state).toBe("answered");
  });

  it("forgets a hold that nothing fitted when told to release", async () => {
    const wire = new WireLog();
    wire.holdNext({ target: "sqlto02\\PCHAT", pattern: "", when: "before" });
    expect(await settled(wire.begin(request("RESTORE LOG"), at))).toBe(true);
    wire.release();
    expect(await settled(wire.begin({ ...request("RESTORE LOG"), target: "sqlto02\\PCHAT" }, at))).toBe(true);
  });
});
