import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { World } from "#lab/world/world.ts";
import { LyncDoors } from "./lync-doors.ts";

const accepts = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, "127.0.0.1");
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once("connect", () => end(true)).once("error", () => end(false));
  });

test("closes a lost site's listeners and opens them at the same ports when it returns", async () => {
  const dir = mkdtempSync(join(tmpdir(), "lync-doors-"));
  const world = World.open(dir);
  const doors = await LyncDoors.open({ world, portBase: 31_000, before: {}, used: new Set() });
  const { ports } = doors;
  const [home = 0, other = 0] = [ports["dcmi01.contoso.local"], ports["dcto01.contoso.local"]];
  try {
    expect([await accepts(home), await accepts(other)]).toEqual([true, true]);
    world.siteUp.home = false;
    await doors.sync();
    expect([await accepts(home), await accepts(other)]).toEqual([false, true]);
    world.siteUp.home = true;
    await doors.sync();
    expect(await accepts(home)).toBe(true);
    world.faults.add("file-store-gone");
    await doors.sync();
    expect([await accepts(ports["fsto01.contoso.local"] ?? 0), await accepts(other)]).toEqual([false, true]);
  } finally {
    await doors.close();
    rmSync(dir, { recursive: true, force: true });
  }
});
