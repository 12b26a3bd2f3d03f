import { mkdirSync } from "node:fs";
import type { Server } from "node:http";
import { places } from "#lab/world/places.ts";
import { World } from "#lab/world/world.ts";
import { controlHandler } from "./control.ts";
import { openAtFreePort } from "./free-port.ts";
import { InstanceDoors } from "./instance-doors.ts";
import { type JsonHandler, listenJson } from "./json-server.ts";
import { type LabFile, readLabFile, writeLabFile } from "./lab-file.ts";
import { LyncDoors } from "./lync-doors.ts";
import { withPanel } from "./panel/handler.ts";
import { labLogin, writePoolFiles } from "./pool-file.ts";
import { wiredShell } from "./wire-hooks.ts";
import { WireLog } from "./wire-log.ts";
import { worldControl } from "./world-control.ts";

export type LabOptions = { readonly dir: string; readonly portBase: number; readonly shellHost: string };
export type RunningLab = { readonly controlUrl: string; close(): Promise<void> };

const tickMs = 250;
const saveMs = 2_000;

function shellHandler(world: World, wire: WireLog): JsonHandler {
  return async ({ method, path, body }) => {
    if (method !== "POST" || path !== "/cmdlet") return { status: 404, body: { error: "only POST /cmdlet" } };
    const reply = await wiredShell(wire, world, body);
    return reply ? { status: 200, body: reply } : { status: 400, body: { error: "not a cmdlet request" } };
  };
}

function urlPort(url: string | undefined): number | null {
  return url === undefined ? null : Number(new URL(url).port);
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function wantedPorts(base: number, before: LabFile | null): Readonly<Record<string, number>> {
  return Object.fromEntries(places.map(({ name, portOffset }) => [name, before?.ports[name] ?? base + portOffset]));
}

/** Opens the world of a folder and everything that answers for it. */
export async function startLab(options: LabOptions): Promise<RunningLab> {
  const { dir, portBase, shellHost } = options;
  mkdirSync(dir, { recursive: true });
  const before = readLabFile(dir);
  const world = World.open(dir);
  const login = labLogin(dir);
  const used = new Set<number>();
  const wire = new WireLog();
  const doors = await InstanceDoors.open({ world, login, ports: wantedPorts(portBase, before), used, wire });
  const lync = await LyncDoors.open({ world, portBase, before: before?.ports ?? {}, used });
  const sync = async (): Promise<void> => void (await Promise.all([doors.sync(), lync.sync()]));
  const control = withPanel(controlHandler(worldControl(world, { sync }, wire)), world);
  const controlPort = await openAtFreePort(urlPort(before?.controlUrl) ?? portBase + 10, used, (port) =>
    listenJson(port, control),
  );
  const shellPort = await openAtFreePort(urlPort(before?.shellUrl) ?? portBase + 11, used, (port) =>
    listenJson(port, shellHandler(world, wire)),
  );
  const controlUrl = `http://127.0.0.1:${controlPort.port}`;
  world.save();
  const shellUrl = `http://127.0.0.1:${shellPort.port}`;
  writePoolFiles({ dir, ports: doors.ports, lync: lync.poolFile, shell: { host: shellHost, url: shellUrl } }, login);
  writeLabFile(dir, {
    pid: process.pid,
    controlUrl,
    shellUrl,
    ports: { ...doors.ports, ...lync.ports },
  });
  const timers = keepGoing(world, sync);
  return {
    controlUrl,
    close: async () => {
      for (const timer of timers) clearInterval(timer);
      await Promise.all([doors.close(), lync.close()]);
      await close(controlPort.opened);
      await close(shellPort.opened);
      world.save();
    },
  };
}

function keepGoing(world: World, sync: () => Promise<void>): readonly NodeJS.Timeout[] {
  const tick = async (): Promise<void> => {
    try {
      await world.tick(world.clock.now());
      await sync();
    } catch (error) {
      console.error("lab tick:", error);
    }
  };
  return [setInterval(() => void tick(), tickMs), setInterval(() => world.save(), saveMs)];
}
