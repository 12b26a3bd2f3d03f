import { startService } from "#lib/domain/commands/cmdlets.ts";
import type { PlannedCommand } from "#lib/domain/commands/command.ts";
import { setReadOnly, setReadWrite } from "#lib/domain/commands/database-options.ts";
import { disableJob, enableJob } from "#lib/domain/commands/jobs.ts";
import { removeMirroring } from "#lib/domain/commands/mirroring.ts";
import { readDatabase } from "#lib/domain/commands/observations.ts";
import { stopService } from "#lib/domain/commands/services.ts";
import { mirroringOff, readOnlyAct, readWriteAct } from "#lib/domain/steps/failback/fence-acts.ts";
import { serviceAct } from "#lib/domain/steps/failback/service-act.ts";
import { backupJobOff, jobsIdle, whileHomeAnswers } from "#lib/domain/steps/fence-home-acts.ts";
import { check, finding } from "#lib/domain/steps/finding.ts";
import type { Act } from "#lib/domain/steps/step.ts";
import type { ReturnedHome } from "./look-returned.ts";

/**
 * What keeps a home that came back from taking messages, once the other copy has been recovered: services stopped by name, backup
 * jobs off (they would ship an old fork into the share), mirroring ended, because a mirrored database cannot be set READ_ONLY
 * (1468), then READ_ONLY with every session thrown out. Nothing is deleted: what is stranded there can still be read. Each act
 * but the mirroring has its undo, and home is made writable again only while `serving` takes no writes. Source: dba-notes 6.
 * `round` keeps the acts of two fences in one run apart.
 */
export function fenceReturned(
  home: ReturnedHome,
  at: { readonly round: string; readonly serving: string },
): readonly Act[] {
  const jobs = home.instances.flatMap((i) =>
    i.backupJob === null ? [] : [{ instance: i.instance, job: i.backupJob }],
  );
  const mirrored = holderOf(home);
  const open = home.instances.filter((i) => i.state === "ONLINE" && i.role !== "MIRROR" && !i.isReadOnly);
  const named = (act: Act): Act => {
    const id = `${act.id}:${at.round}`;
    return { ...act, id, ...(act.undo ? { undo: { ...act.undo, id: `undo:${id}` } } : {}) };
  };
  return [
    ...home.services.map((s) => ({ ...serviceAct("Stopped", s), undo: serviceAct("Running", s) })),
    ...jobs.map((j) => backupJobOff(j.instance, j.job)),
    ...(jobs[0] ? [jobsIdle({ instance: jobs[0].instance, backupJobs: jobs })] : []),
    ...(mirrored === null ? [] : [mirroringOff("returned-mirroring-off", mirrored, "mgc")]),
    ...open.map((i) => ({
      ...readOnlyAct(`returned-read-only:${i.instance}`, i.instance),
      undo: readWriteAct(`undo:returned-read-only:${i.instance}`, i.instance, otherNotWritable(at.serving)),
    })),
  ].map((act) => whileHomeAnswers(named(act)));
}

/** One statement on one partner ends mirroring for both: on the principal where one answers, else on a mirror. */
function holderOf(home: ReturnedHome): string | null {
  const holder = home.instances.find((i) => i.role === "PRINCIPAL") ?? home.instances.find((i) => i.role === "MIRROR");
  return holder?.instance ?? null;
}

/** Rule 1 for the way back: home takes writes again only while the copy that serves takes none. */
const otherNotWritable = (serving: string) =>
  check("other-not-writable", async (ctx) => {
    const db = await readDatabase(ctx.ports.sql, serving, "mgc");
    const facts = { instance: serving, state: db.state ?? "absent" };
    return finding(ctx, "other-not-writable", db.writable ? "fail" : "pass", facts);
  });

/** Every command of a fence whose targets are known, with what would undo it. */
export function plannedFence(home: ReturnedHome): readonly PlannedCommand[] {
  const mirrored = holderOf(home);
  const jobs = home.instances.flatMap((i) =>
    i.backupJob === null ? [] : [{ instance: i.instance, job: i.backupJob }],
  );
  const open = home.instances.filter((i) => i.state === "ONLINE" && i.role !== "MIRROR" && !i.isReadOnly);
  const sent = [
    ...home.services.map((s) => stopService(s.server, s.service)),
    ...jobs.map((j) => disableJob(j.instance, j.job)),
    ...(mirrored === null ? [] : [removeMirroring(mirrored, "mgc")]),
    ...open.map((i) => setReadOnly(i.instance, "mgc")),
  ];
  const undone = [
    ...open.map((i) => setReadWrite(i.instance, "mgc")),
    ...jobs.map((j) => enableJob(j.instance, j.job)),
    ...home.services.map((s) => startService(s.server, s.service)),
  ];
  return [
    ...sent.map((command) => ({ command, rules: {} })),
    ...undone.map((command) => ({
      command,
      rules: { when: "only to undo the fence, after an abort, when a person says so" },
    })),
  ];
}

const when = "only if home answers again once the copy is recovered, and a person says so";

/** The same commands before anybody knows what will come back: a rule stands for each name that only the run will read. */
export function plannedFenceOf(instances: readonly string[]): readonly PlannedCommand[] {
  return [
    {
      command: stopService("<server>", "<service>"),
      rules: {
        ComputerName: `each chat server of home that answers; ${when}`,
        Name: "each chat or compliance service that runs there",
      },
    },
    ...instances.flatMap((instance) => [
      { command: disableJob(instance, "<job>"), rules: { job: `its log-shipping backup job, found by id; ${when}` } },
      { command: removeMirroring(instance, "mgc"), rules: { when } },
      { command: setReadOnly(instance, "mgc"), rules: { when } },
    ]),
  ];
}
