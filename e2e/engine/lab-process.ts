import { spawn } from "node:child_process";
import { join } from "node:path";
import type { Hold, WireEntry } from "#lab/wire-log.ts";
import type { Strike } from "#lab/wire-strikes.ts";
import type { WorldTruth } from "#lab/world/truth.ts";
import { end, freePort, readyLine, root, until } from "./processes.ts";

export type Site = "home" | "other";

/** A lab of its own, through its control port: the console does not know this port. */
export type Lab = {
  readonly dir: string;
  readonly truth: () => Promise<WorldTruth>;
  readonly fault: (fault: string, on: boolean, target?: string) => Promise<void>;
  readonly site: (site: Site, up: boolean) => Promise<void>;
  /** Every request that reached the lab, oldest first. */
  readonly wire: () => Promise<readonly WireEntry[]>;
  /** Stops the next request that fits before it is carried out, or after it was and before its sender hears of it. */
  readonly hold: (hold: Hold) => Promise<void>;
  /** Waits until a request is held. */
  readonly untilHeld: () => Promise<WireEntry>;
  readonly release: () => Promise<void>;
  /** Lets each of these strike the first request that fits; they replace those that still wait. */
  readonly strike: (strikes: readonly Strike[]) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Starts a lab whose world is in `dir` and waits until it answers. */
export async function startLabProcess(dir: string): Promise<Lab> {
  const portBase = await freePort();
  const child = spawn(process.execPath, ["--import", "tsx", join(root, "lab/main.ts")], {
    cwd: root,
    env: { ...process.env, LAB_DIR: dir, LAB_PORT_BASE: String(portBase) },
    // The channel is for its end only: a bench that is gone needs no lab.
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  const url = await readyLine(child, "lab ready ");
  const ask = async <T>(path: string, body?: object): Promise<T> => {
    const answer = await fetch(`${url}${path}`, {
      ...(body === undefined
        ? {}
        : { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`the lab refused ${path} ${JSON.stringify(body)}: ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  const wire = () => ask<readonly WireEntry[]>("/wire");
  return {
    dir,
    truth: () => ask<WorldTruth>("/truth"),
    fault: (fault, on, target) => ask("/faults", { fault, on, ...(target === undefined ? {} : { target }) }),
    site: (site, up) => ask("/sites", { site, up }),
    wire,
    hold: (hold) => ask("/wire/hold", hold),
    untilHeld: () =>
      until("a held request", async () => (await wire()).find((e) => e.state.startsWith("held")) ?? null, 120_000),
    release: () => ask("/wire/release", {}),
    strike: (strikes) => ask("/wire/strikes", { strikes }),
    close: () => end(child, "SIGTERM"),
  };
}
