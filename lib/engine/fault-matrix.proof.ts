import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { answering, attested, failoverBench } from "./testing/engine-bench.ts";
import { failbackBench, failbackPerson } from "./testing/failback-bench.ts";
import { complianceReinstalled, fullyMirrored } from "./testing/failback-mirrored.ts";
import { failbackPicture } from "./testing/failback-picture.ts";
import { failoverPicture } from "./testing/failover-picture.ts";
import { cell, type Fault, faults, undisturbed } from "./testing/fault-matrix.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(() => void vi.useRealTimers());

const persevering = {
  "effect-unknown": "retry",
  "act-failed": "retry",
  "check-failed": "retry",
  "found-done": "take-as-done",
} as const;
const failover = () =>
  failoverBench(
    answering({ ...persevering, "home-still-answers": (b) => ({ choice: "retry", attestations: attested(b) }) }),
    (servers) => {
      servers.sessions = [{ spid: 77, program: "sqlcmd", host: "adminpc", loginTime: "2026-11-21T09:00:00" }];
    },
  );
const failback = (way: "full-restore" | "log-swap") => () =>
  failbackBench({
    way,
    person: failbackPerson(persevering),
    healthy: fullyMirrored,
    returned: complianceReinstalled,
  });

test.each(faults)(
  "a failover ends as if undisturbed, whichever command is %s",
  async (fault: Fault) => {
    const calm = await undisturbed(failover, failoverPicture);
    const wrong: string[] = [];
    for (let n = 1; n <= calm.commands.length; n++) {
      const found = await cell(failover, { n, fault, picture: failoverPicture, calm: calm.picture });
      wrong.push(...found.map((f) => `${n} ${calm.commands[n - 1]?.text.slice(0, 60)}: ${f}`));
    }
    expect(wrong).toEqual([]);
  },
  600_000,
);

test.each(faults.flatMap((fault) => (["full-restore", "log-swap"] as const).map((way) => [way, fault] as const)))(
  "a failback by %s ends as if undisturbed, whichever command is %s",
  async (way, fault) => {
    const calm = await undisturbed(failback(way), failbackPicture);
    const wrong: string[] = [];
    for (let n = 1; n <= calm.commands.length; n++) {
      const found = await cell(failback(way), { n, fault, picture: failbackPicture, calm: calm.picture });
      wrong.push(...found.map((f) => `${n} ${calm.commands[n - 1]?.text.slice(0, 60)}: ${f}`));
    }
    expect(wrong).toEqual([]);
  },
  600_000,
);
