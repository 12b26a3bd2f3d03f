import { afterEach, describe, expect, it } from "vitest";
import { startLabBench } from "#lib/watch/testing/lab-bench.ts";

type Bench = ReturnType<typeof startLabBench>;
const open: Bench[] = [];

async function bench(prepare: (lab: Bench["lab"]) => void = () => undefined, before = 30): Promise<Bench> {
  const made = startLabBench();
  open.push(made);
  prepare(made.lab);
  await made.seconds(before);
  made.sweep.start();
  await made.seconds(30);
  return made;
}

afterEach(async () => {
  for (const each of open.splice(0)) await each.sweep.stop();
});

const notGood = (of: Bench) =>
  of.health().checks.flatMap(({ id, state }) => (state === "good" ? [] : [`${id} ${state}`]));
const kinds = (of: Bench) => of.health().readiness.map(({ kind }) => kind);
/** Open until somebody has drilled, from the first day on; the others are not about a pool at home that writes no marker. */
const noDrill = [
  "serving-backups not-available",
  "marker-message not-available",
  "drill-age warning",
  "recovery-time warning",
];

describe("the named checks over the whole lab", () => {
  it("are all good in a healthy pool, and stay so", async () => {
    const healthy = await bench();
    expect(notGood(healthy)).toEqual(noDrill);
    expect(kinds(healthy)).toEqual(["ready", "ready", "not-now", "ready"]);
    for (let minute = 0; minute < 10; minute += 1) {
      await healthy.seconds(60);
      expect(notGood(healthy)).toEqual(noDrill);
      expect(healthy.sweep.current()?.verdict).toEqual({ kind: "protected", reasons: [] });
    }
  }, 240_000);

  it.each(["clock-ahead", "clock-behind"])(
    "change no verdict when every clock is wrong (%s), only the clock's own check",
    async (fault) => {
      for (const name of ["sqlmi01\\PCHAT", "sqlto01\\PCHAT"]) {
        // A restore job waits until its own clock has reached the file's: after that time the lag stands still.
        const skewed = await bench((lab) => void lab.world.faults.add(`${fault}:${name}`), 1_900);
        expect(notGood(skewed).sort()).toEqual(["clock-offset warning", ...noDrill].sort());
        expect(skewed.sweep.current()?.verdict.kind).toBe("protected");
      }
    },
    60_000,
  );

  it.each([
    ["clock-ahead:sqlmi01\\PCHAT"],
    ["clock-behind:sqlmi01\\PCHAT"],
    ["clock-ahead:sqlto01\\PCHAT"],
    ["clock-behind:sqlto01\\PCHAT"],
    ["summer-time"],
  ])(
    "change no verdict while a clock jumps half an hour, or all by an hour, and back under the console's eyes: %s",
    async (fault) => {
      const jumping = await bench();
      // An Agent whose clock was set back starts no job until it is there again: that the log is not shipped meanwhile is true.
      const stands = ["shipping-jobs-move", "shipping-idle"];
      const watch = async (isSetBack: boolean) => {
        for (let turn = 0; turn < 12; turn += 1) {
          await jumping.seconds(5);
          const reasons = jumping.sweep.current()?.verdict.reasons ?? [];
          const told = reasons.map(({ facts }) => facts?.check);
          expect(told.filter((check) => !isSetBack || !stands.includes(String(check)))).toEqual([]);
          if (!isSetBack) expect(kinds(jumping)).toEqual(["ready", "ready", "not-now", "ready"]);
        }
      };
      jumping.lab.world.faults.add(fault);
      await watch(fault.startsWith("clock-behind"));
      jumping.lab.world.faults.delete(fault);
      await watch(true);
      if (!fault.startsWith("clock-behind")) return;
      await jumping.seconds(30);
      await watch(false);
    },
    120_000,
  );

  it("say of each folder who has really written there", async () => {
    const healthy = await bench();
    const facts = healthy
      .health()
      .checks.find(({ id }) => id === "folder-answers")
      ?.results.map((result) => [result.facts.folder, result.facts["written by, last 24 h"]]);
    expect(Object.fromEntries(facts ?? [])).toEqual({
      backupShare: expect.stringMatching(/SQLAgent.* on sqlmi01\\PCHAT$/),
      copyFolder: expect.stringMatching(/copy job: D:\\LogShip\\mgc\\mgc_\d{14}\.trn$/),
      mirrorShare: "nobody",
      newLogBackups: "nobody",
    });
  }, 60_000);

  it("say who may write to each folder on a share, and what is not shown", async () => {
    const made = await bench();
    const results = () => made.health().checks.find(({ id }) => id === "folder-writers")?.results ?? [];
    const of = (folder: string) => results().find(({ facts }) => facts.folder === folder);
    const writers = "NT AUTHORITY\\SYSTEM, BUILTIN\\Administrators, CONTOSO\\svc-sql";
    expect(of("backupShare")).toMatchObject({
      state: "good",
      facts: { "may write, by the share": "Everyone", "may write, by the folder": writers },
    });
    expect(of("copyFolder")?.state).toBe("not-available");
    made.lab.world.faults.add("share-open-to-all");
    await made.seconds(65);
    expect(of("backupShare")).toMatchObject({
      state: "warning",
      facts: { "may write, by the folder": `${writers}, Everyone` },
    });
    expect(of("mirrorShare")?.state).toBe("good");
    made.lab.world.faults.add("share-rights-hidden");
    await made.seconds(65);
    expect(of("mirrorShare")).toMatchObject({
      state: "unknown",
      facts: { "may write, by the share": expect.stringMatching(/^not visible with these rights: .*Access is denied/) },
    });
    expect(kinds(made)[0]).toBe("ready");
  }, 60_000);

  it("name who took a log backup elsewhere, when, and the gap it left", async () => {
    const found = await bench();
    found.lab.world.faults.add("out-of-band-log-backup");
    await found.seconds(60);
    const of = (id: string) => found.health().checks.find((check) => check.id === id);
    expect(of("out-of-band-backups")?.results[0]).toMatchObject({
      target: "sqlmi01\\PCHAT",
      state: "warning",
      facts: { found: "1", file: expect.stringMatching(/^D:\\SQLBackup\\somebody_/) },
    });
    expect(of("out-of-band-backups")?.results[0]?.facts["taken by"]).toBeTruthy();
    expect(of("chain-unbroken")?.results[0]).toMatchObject({
      state: "bad",
      facts: { gap: expect.stringContaining("nothing leads from LSN") },
    });
    expect(found.sweep.current()?.verdict.kind).toBe("at-risk");
    // Log shipping still copies, so its own two lags stay small: what counts is where the chain ends.
    const { lags, point } = found.health().recovery;
    const copied = (lags.value?.backupLagSeconds ?? 0) + (lags.value?.copyLagSeconds ?? 0);
    expect(point.brokenAfter).toMatch(/^mgc_\d{14}\.trn$|\\mgc_\d{14}\.trn$/);
    expect(point.seconds).toBeGreaterThan(copied + 20);
    expect(found.sweep.current()?.recoveryPointSeconds).toBe(point.seconds);
  }, 60_000);

  it("read what is missing as not visible or not available, never as good, when home is lost; the living go on", async () => {
    const lost = await bench();
    lost.lab.world.siteUp.home = false;
    await lost.seconds(40);
    const { checks, serverNow } = lost.health();
    const answers = checks.find(({ id }) => id === "instance-answers")?.results ?? [];
    expect(
      answers
        .filter(({ state }) => state === "good")
        .map(({ target }) => target)
        .sort(),
    ).toEqual(["sqlto01\\PCHAT", "sqlto02\\PCHAT"]);
    for (const { target, at } of answers) {
      const age = Date.parse(serverNow) - Date.parse(at ?? "");
      expect(target?.startsWith("sqlto") ? age < 10_000 : age > 30_000).toBe(true);
    }
    expect(kinds(lost)[0]).not.toBe("ready");
    expect(lost.sweep.current()?.verdict.kind).not.toBe("protected");
  }, 60_000);

  it("ask a 2008 R2 nothing that it does not know", async () => {
    const old = await bench((lab) => {
      for (const each of lab.world.instances.values()) each.state.product = { name: "2008 R2", edition: "Standard" };
    });
    expect(notGood(old)).toEqual(noDrill);
  }, 60_000);
});
