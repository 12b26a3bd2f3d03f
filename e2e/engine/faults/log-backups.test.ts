import { afterAll, beforeAll, expect, test } from "vitest";
import { type Bench, openBench } from "#e2e/engine/bench.ts";
import { until } from "#e2e/engine/processes.ts";
import type { Survey } from "#lib/domain/steps/survey.ts";
import { backupShare, copyFolder, type Folder, loseHome, shareProcesses } from "./folders.ts";

// One run meets every fault of its files, one after the other: each test takes it from one question to the next.
let bench: Bench;
let share: Folder;
let copies: Folder;
let runId: string;
/** Log backups that only the share has, oldest first. */
let missing: readonly string[];
/** What the second of them held before it was cut off. */
let cutOff: Buffer;

const uncopied = () => share.backups().filter((name) => !copies.names().includes(name));
const ask = (kind: Parameters<Bench["console"]["untilDecision"]>[1]) => bench.console.untilDecision(runId, kind);
const decide = (choice: string) => bench.console.decide(runId, choice);
const choicesOf = (asked: Awaited<ReturnType<typeof ask>>) => asked.choices.map((c) => c.id);

beforeAll(async () => {
  bench = await openBench();
  share = backupShare(bench);
  copies = copyFolder(bench);
  await bench.lab.fault("job-never-ends", true, "copy");
  await bench.sampled();
  await until("four log backups that only the share has", async () => (uncopied().length >= 4 ? true : null), 90_000);
  await loseHome(bench);
  missing = uncopied();
  await bench.lab.fault("share-gone", true);
  await bench.lab.fault("job-never-ends", false, "copy");
  runId = await bench.console.start(await bench.console.plan("failover"));
}, 150_000);
afterAll(() => bench?.close(), 20_000);

test("asks when the share is not there, and names it", { timeout: 60_000 }, async () => {
  const asked = await ask("share-unreachable");
  expect(asked.facts.share).toBe("\\\\fsto01\\LogShip\\mgc");
  expect(asked.facts.error).toContain("listing backupShare: it is not there");
  expect(choicesOf(asked)).toEqual(["search-again", "continue-without", "abort"]);
});

test("asks again when the share answers but cannot be listed", { timeout: 30_000 }, async () => {
  await bench.lab.fault("share-gone", false);
  await bench.lab.fault("share-unreadable", true);
  await decide("search-again");
  expect((await ask("share-unreachable")).facts.error).toContain("listing backupShare: it is no folder (ENOTDIR");
  await bench.lab.fault("share-unreadable", false);
});

test("asks after ten seconds, and answers everybody else meanwhile, when the share hangs", {
  timeout: 60_000,
}, async () => {
  const hung = shareProcesses(bench, "list backupShare");
  expect(hung).toHaveLength(1);
  for (const pid of hung) process.kill(pid, "SIGSTOP");
  await decide("search-again");
  const asked = ask("share-unreachable");
  const began = performance.now();
  await bench.console.call("getOverview");
  expect(performance.now() - began).toBeLessThan(1_000);
  expect((await asked).facts.error).toContain("listing backupShare: no answer within 10000 ms");
  expect(shareProcesses(bench, "list backupShare")).not.toEqual(hung);
});

test("says that the disk is full, and leaves nothing that looks like a log backup, when a copy cannot be written", {
  timeout: 30_000,
}, async () => {
  // They are copied at the same time: what fails together is asked about together.
  const [first = "", second = "", , last = ""] = missing;
  const partials = [first, second, last].map((file) => `${file}.partial-${runId.replace(/[^A-Za-z0-9-]/g, "")}`);
  const [words] = partials.map(copies.fillUp);
  await decide("search-again");
  const asked = await ask("act-failed");
  expect(asked.facts.error).toContain(`copying ${first} from backupShare to copyFolder: ${words}`);
  for (const file of [second, last]) expect(asked.facts.alsoFailed).toContain(await setIn(file));
  expect(choicesOf(asked)).toEqual(["retry", "search-again", "continue-without", "abort"]);
  for (const file of [first, second, last]) expect(copies.names()).not.toContain(file);
  for (const partial of partials) copies.makeRoom(partial);
});

test("names the file that vanished between listing and copy, and again when it comes back cut off", {
  timeout: 30_000,
}, async () => {
  const [first = "", second = "", , last = ""] = missing;
  const whole = share.read(second);
  share.remove(second);
  share.damage(last);
  await decide("retry");
  expect((await ask("act-failed")).facts.error).toContain(
    `copying ${second} from backupShare to copyFolder: it is not there`,
  );
  expect(copies.names()).toContain(first);
  cutOff = whole;
  share.write(second, whole.subarray(0, Math.floor(whole.length * 0.9)));
  await decide("retry");
  expect((await ask("act-failed")).facts.error).toContain(
    `copying ${second} from backupShare to copyFolder: the file is not what was listed`,
  );
  expect(copies.names()).not.toContain(second);
});

test("names the file that the instance cannot read, then the gap that it leaves", { timeout: 30_000 }, async () => {
  const [, second = "", third = ""] = missing;
  await decide("search-again");
  const unreadable = await ask("unreadable-file");
  expect(unreadable.facts.files).toBe(second);
  expect(unreadable.facts.why).toContain("Reached the end of the file");
  expect(choicesOf(unreadable)).toEqual(["search-again", "continue-without", "abort"]);
  await decide("continue-without");
  const gap = await ask("gap-in-chain");
  expect(gap.facts.firstAfter).toBe(third);
  expect(BigInt(gap.facts.to ?? 0)).toBeGreaterThan(BigInt(gap.facts.from ?? 0));
});

test("copies a log backup again when its copy was damaged, keeps the damaged one, and goes on", {
  timeout: 60_000,
}, async () => {
  const [, second = "", third = ""] = missing;
  share.write(second, cutOff);
  await bench.lab.hold({ target: "sqlto01\\PCHAT", pattern: `apply-log-backup:${await setIn(third)}`, when: "before" });
  await decide("search-again");
  await bench.lab.untilHeld();
  copies.damage(third);
  await bench.lab.release();
  const asked = await ask("act-failed");
  expect(asked.facts).toMatchObject({ number: "3189", cause: "Damage to the backup set was detected." });
  expect(choicesOf(asked)).toEqual(["retry", "copy-again", "search-again", "continue-without", "abort"]);
  await decide("copy-again");
  await bench.console.untilEvent(runId, (e) => e.kind === "act-succeeded" && e.actId === asked.facts.act);
  expect(copies.read(third).equals(share.read(third))).toBe(true);
  expect(copies.names().filter((name) => name.startsWith(`${third}.set-aside-`))).toHaveLength(1);
});

test("says that the share's file is damaged too, and can go on without it", { timeout: 60_000 }, async () => {
  await ask("act-failed");
  await decide("copy-again");
  const asked = await ask("act-failed");
  expect(asked.facts.error).toContain("copying again cannot help: the file on the share is damaged too");
  await decide("continue-without");
  await ask("point-of-no-return");
});

test("states a loss that holds the true one, and leaves one writable copy and no half file, when it is aborted after recovery", {
  timeout: 90_000,
}, async () => {
  await bench.console.attest(runId);
  await bench.console.untilEvent(runId, (e) => e.kind === "act-succeeded" && e.actId === "sample-recovered");
  await bench.console.abort(runId);
  const run = await bench.console.untilEnded(runId);
  expect(run.status).toBe("aborted");
  const truth = await bench.lab.truth();
  expect(truth.writable).toEqual(["sqlto01\\PCHAT"]);
  expect(truth.lost).toBeGreaterThanOrEqual(Number(run.loss?.fewest));
  expect(truth.lost).toBeLessThanOrEqual(Number(run.loss?.most));
  expect(run.loss?.completeUpTo).toMatch(/^2\d{3}-/);
  expect(copies.names().filter((name) => name.includes(".partial-"))).toEqual([]);
  for (const name of missing.slice(0, 3)) expect(copies.read(name).equals(share.read(name))).toBe(true);
});

/** The backup set in a file, as the newest listing read it. */
async function setIn(file: string): Promise<string> {
  const listings = (await bench.console.events(runId)).filter(
    (e) => e.kind === "act-succeeded" && e.actId.startsWith("survey:"),
  );
  const newest = listings.at(-1);
  const { sets } = (newest?.kind === "act-succeeded" ? newest.result : { sets: [] }) as Survey;
  return sets.find((s) => s.file === file)?.header.backupSetGuid ?? "not listed";
}
