import { z } from "zod";
import type { HistoryStore } from "#lib/domain/history-port.ts";
import type { RunStatus } from "#lib/domain/views/run-view.ts";
import { findText } from "./find-text.ts";
import { parseEntry, parseRun, procedure } from "./rows.ts";
import { countsOf, runsOf, timesOf } from "./run-query.ts";
import { startersIn, stepsDoneIn } from "./skip-scan.ts";
import { guarded, type StoreContext } from "./transact.ts";

/** The history's pages, by key on (poolFqdn, number) and (stream, number). */
export function makeHistoryStore({ prisma }: StoreContext): HistoryStore {
  return {
    findRuns: (query) =>
      guarded("runs of the history", async () => letOthersIn((await runsOf(prisma, query)).map(parseRun))),
    countRuns: (query) =>
      guarded("number of runs", async () => {
        const rows = statusCounts.parse(await countsOf(prisma, query));
        return Object.fromEntries(rows.map(({ status, count }) => [status as RunStatus, count]));
      }),
    times: (query) => guarded("times of runs", async () => runTimes.parse(await timesOf(prisma, query))),
    stepsDone: (poolFqdn) =>
      guarded("steps ever done", async () => {
        const steps = stepTimes.parse(await stepsDoneIn(prisma, poolFqdn));
        return Object.fromEntries(steps.map(({ stepId, at }) => [stepId, at]));
      }),
    findText: (query) => guarded("search in journals", () => findText(prisma, query)),
    starters: (poolFqdn) =>
      guarded("people of the history", async () => {
        const rows = people.parse(await startersIn(prisma, poolFqdn));
        return rows.map((row) => row.startedBy);
      }),
    headOf: (runId) =>
      guarded(`head of run ${runId}`, () =>
        prisma.runEvent.findFirst({
          where: { runId },
          orderBy: { number: "desc" },
          select: { number: true, hash: true },
        }),
      ),
    records: ({ runId, after, limit }) =>
      guarded(`journal of run ${runId}`, async () => {
        const rows = await prisma.runEvent.findMany({
          where: { runId, number: { gt: after } },
          orderBy: { number: "asc" },
          take: limit,
          select: { number: true, body: true, hash: true, previousHash: true },
        });
        return letOthersIn(rows);
      }),
    evidenceOf: (runId) =>
      guarded(`evidence of run ${runId}`, async () => {
        const select = { number: true, body: true, hash: true, previousHash: true } as const;
        const orderBy = { number: "asc" as const };
        const body = { contains: JSON.stringify(`run:${runId}`) };
        const [records, seals] = await Promise.all([
          prisma.runEvent.findMany({ where: { runId }, orderBy, select }),
          prisma.entry.findMany({ where: { stream: "heads", body }, orderBy, select }),
        ]);
        return { records, seals };
      }),
    heads: (after, limit) =>
      guarded("heads of the audit", () =>
        prisma.entry.findMany({
          where: { stream: "heads", number: { gt: after } },
          orderBy: { number: "asc" },
          take: limit,
          select: { number: true, body: true, hash: true, previousHash: true },
        }),
      ),
    findEntries: ({ stream, kind, person, from, until, before, limit }) =>
      guarded(`entries of ${stream}`, async () => {
        const where = {
          stream,
          ...(kind === undefined ? {} : { kind }),
          ...(person === undefined ? {} : { person: { contains: person } }),
          at: { ...(from === undefined ? {} : { gte: from }), ...(until === undefined ? {} : { lt: until }) },
          ...(before === undefined ? {} : { number: { lt: before } }),
        };
        const rows = await prisma.entry.findMany({ where, orderBy: { number: "desc" }, take: limit });
        return letOthersIn(rows.map((row) => ({ ...parseEntry(row), number: row.number })));
      }),
  };
}

/** SQLite answers within the turn: whoever takes page after page would let no timer in, and the lease with none is not raised. */
async function letOthersIn<T>(page: T): Promise<T> {
  await new Promise((resolve) => setImmediate(resolve));
  return page;
}

const stepTimes = z.array(z.object({ stepId: z.string(), at: z.string() }));
const people = z.array(z.object({ startedBy: z.string() }));
const statusCounts = z.array(z.object({ status: z.string(), count: z.coerce.number() }));
const seconds = z.union([z.null(), z.coerce.number()]);
const runTimes = z.array(
  z.object({
    id: z.string(),
    label: z.string(),
    procedure,
    startedAt: z.string(),
    backSeconds: seconds,
    targetSeconds: seconds,
    pointSeconds: seconds,
    lossMost: z.string().nullable(),
  }),
);
