// npm run bench -- load: 50 viewers on a live run and 50 wrong sign-ins a second, for half a minute, on a stand of its own. Needs a build.
// Says how late events reach the operator, what became of the wrong sign-ins, and how the console's memory went; ends with 1 when a
// bound does not hold.
import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import Database from "better-sqlite3";
import { openStand, type Stand } from "#e2e/stand.ts";
import { act, signIn, startRun, wrongOrRight } from "./drive.ts";
import { atLeast, atMost } from "./figure.ts";

const viewers = 50;
const wrongEachSecond = 50;
const seconds = 30;
const bounds = { p95Ms: 250, growthMb: 96 };

type Arrival = { readonly number: number; readonly at: number };

/** Listens to a run until aborted; notes when each event's number came. */
async function listen(stand: Stand, cookie: string, to: { readonly runId: string; readonly signal: AbortSignal }) {
  const arrivals: Arrival[] = [];
  const url = `${stand.baseUrl}/api/stream?topics=overview,run:${to.runId}`;
  const answer = await fetch(url, { headers: { cookie }, signal: to.signal });
  if (!answer.ok || answer.body === null) throw new Error(`the stream answered ${answer.status}`);
  const reading = (async () => {
    let rest = "";
    for await (const part of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      rest += part;
      const whole = rest.split("\n\n");
      rest = whole.pop() ?? "";
      for (const event of whole) {
        const number = /^event: run\nid: [^:]+:(\d+):/.exec(event)?.[1];
        if (number !== undefined) arrivals.push({ number: Number(number), at: Date.now() });
      }
    }
  })().catch(() => undefined); // aborted at the end
  return { arrivals, reading };
}

/** Resident memory of the console's processes in MB. */
function memoryMb(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024;
}

/** When each event was written, by number; from the audit itself. */
function writtenAt(stand: Stand, runId: string): ReadonlyMap<number, number> {
  const database = new Database(`${stand.dir}/audit.db`, { readonly: true });
  const rows = database.prepare("SELECT number, at FROM RunEvent WHERE runId = ?").all(runId) as {
    number: number;
    at: string;
  }[];
  database.close();
  return new Map(rows.map(({ number, at }) => [number, Date.parse(at)]));
}

async function bench(stand: Stand): Promise<boolean> {
  const operator = await signIn(stand, "giulia.ferri@contoso.local");
  let viewer = await signIn(stand, "paolo.greco@contoso.local");
  const stop = new AbortController();
  await pause(15_000); // the first sweep
  const runId = await startRun(stand, operator);
  const streams = [await listen(stand, operator, { runId, signal: stop.signal })];
  for (let n = 0; n < viewers; n += 1) {
    viewer = await signIn(stand, "paolo.greco@contoso.local", viewer);
    streams.push(await listen(stand, viewer, { runId, signal: stop.signal }));
  }
  const statuses = new Map<number, number>();
  const memory = [memoryMb(stand.pid() ?? 0)];
  const wrong: Promise<void>[] = [];
  for (let n = 0; n < seconds * wrongEachSecond; n += 1) {
    // Half of them pretend to come from everywhere, at the operator's own account.
    const headers = n % 2 === 0 ? { "x-forwarded-for": `10.0.${n % 250}.${n % 200}` } : {};
    const body = {
      email: n % 2 === 0 ? "giulia.ferri@contoso.local" : `p${n}@contoso.local`,
      password: "wrong-wrong-wrong",
    };
    wrong.push(
      wrongOrRight(stand, body, headers).then(async (answer) => {
        await answer.body?.cancel();
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      }),
    );
    // Pausing and going on makes events for as long as the run lasts, and is refused afterwards.
    if (n % wrongEachSecond === 0) {
      const name = (n / wrongEachSecond) % 2 === 0 ? "pause" : "resume";
      const input = { runId, reason: "bench" };
      void act(stand, `app/(run)/runs/[id]/actions.ts#${name}`, { at: `/runs/${runId}`, cookie: operator, input });
      memory.push(memoryMb(stand.pid() ?? 0));
    }
    await pause(1_000 / wrongEachSecond);
  }
  await Promise.all(wrong);
  await signIn(stand, "giulia.ferri@contoso.local", operator); // her browser is known: nobody has locked her out
  stop.abort();
  await Promise.all(streams.map(({ reading }) => reading));
  return report({ stand, runId, arrivals: streams[0]?.arrivals ?? [], statuses, memory });
}

function report(of: {
  readonly stand: Stand;
  readonly runId: string;
  readonly arrivals: readonly Arrival[];
  readonly statuses: ReadonlyMap<number, number>;
  readonly memory: readonly number[];
}): boolean {
  const written = writtenAt(of.stand, of.runId);
  const late = of.arrivals
    .flatMap(({ number, at }) => (written.has(number) ? [at - (written.get(number) ?? 0)] : []))
    // What was there before the stream was opened is told at once and is no measure.
    .slice(1)
    .sort((a, b) => a - b);
  const p95 = late[Math.floor(late.length * 0.95)] ?? Number.POSITIVE_INFINITY;
  const half = of.memory.slice(Math.floor(of.memory.length / 2));
  const growth = Math.max(...half) - (half[0] ?? 0);
  console.log(
    `wrong sign-ins by answer: ${[...of.statuses].map(([status, count]) => `${status}: ${count}`).join(", ")}`,
  );
  console.log(
    `memory: ${of.memory.map((mb) => Math.round(mb)).join(" ")} MB; growth in the second half ${Math.round(growth)} MB`,
  );
  const enough = atLeast("load, events that reached the operator", late.length, 10, "events");
  const isQuick = atMost("load, events at the operator, P95", p95, bounds.p95Ms, "ms");
  return atMost("load, growth of memory in the second half", growth, bounds.growthMb, "MB") && isQuick && enough;
}

const stand = await openStand();
try {
  await stand.fault("cmdlet-hang", true, "Invoke-CsDatabaseFailover"); // the run stays open
  process.exitCode = (await bench(stand)) ? 0 : 1;
} finally {
  await stand.close();
}
