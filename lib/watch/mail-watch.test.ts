import { expect, test } from "vitest";
import { AppError } from "#lib/domain/errors.ts";
import { type Delivery, foldDeliveries, mailKinds, mailsTo } from "#lib/domain/mail/mail.ts";
import type { Letter } from "#lib/domain/mail/mail-port.ts";
import { memoryStore } from "#lib/engine/testing/memory-store.ts";
import { quickClock } from "#lib/engine/testing/quick-clock.ts";
import { makeMailWatch } from "./mail-watch.ts";

const pool = "pchatpool.contoso.local";
const people = [
  { name: "Anna", email: "anna@contoso.local" },
  { name: "Luca", email: "luca@contoso.local" },
];

/** Two mails are asked for, and the mail server answers as `answers` say, one after the other. */
async function bench(answers: readonly (AppError | null)[]) {
  const clock = quickClock();
  const store = memoryStore(clock);
  let ids = 0;
  const endsAt = new Date(clock.now().getTime() + 30 * 60_000).toISOString();
  const about = {
    about: "approval-requested",
    facts: {},
    path: "/plans/p1",
    endsAt,
    newId: () => `m${++ids}`,
  } as const;
  const mails = mailsTo(people, about);
  await store.recordEntry({ stream: `pool:${pool}`, kind: "approval-requested", person: "Giulia", data: { mails } });
  const sent: Letter[] = [];
  const left = [...answers];
  const open = () =>
    makeMailWatch({
      clock,
      store,
      poolFqdn: pool,
      mail: {
        send: async (letter) => {
          const next = left.shift() ?? null;
          if (next !== null) throw next;
          sent.push(letter);
          return "250 taken";
        },
      },
      words: (mail) => ({ subject: mail.about, text: mail.path }),
      report: () => undefined,
    });
  const deliveries = async () => foldDeliveries(await store.entries(`pool:${pool}`, mailKinds, 100), clock.now());
  const later = (ms: number) => clock.sleep(ms, new AbortController().signal);
  return { open, sent, deliveries, later };
}

const stands = (all: readonly Delivery[]) => all.map(({ status, tries, answer }) => [status, tries, answer]);
const gone = new AppError("unreachable", "no mail server");

test("sends each mail once, whoever starts anew, and keeps what the mail server said", async () => {
  const { open, sent, deliveries } = await bench([]);
  await open().turn();
  await open().turn();
  expect(sent.map(({ to, mailId }) => [mailId, to.address])).toEqual([
    ["m1", "anna@contoso.local"],
    ["m2", "luca@contoso.local"],
  ]);
  expect(stands(await deliveries())).toEqual([
    ["sent", 1, "250 taken"],
    ["sent", 1, "250 taken"],
  ]);
});

test("tries again later, with pauses, while the mail server is away, and asks it once a turn", async () => {
  const { open, sent, deliveries, later } = await bench([gone, gone, null, null]);
  const watch = open();
  await watch.turn();
  expect(stands(await deliveries())).toEqual([
    ["waiting", 1, "no mail server"],
    ["waiting", 0, ""],
  ]);
  await watch.turn();
  await watch.turn();
  expect(sent.map(({ mailId }) => mailId)).toEqual([]);
  await later(31_000);
  await watch.turn();
  expect(sent.map(({ mailId }) => mailId)).toEqual(["m1", "m2"]);
});

test("gives up a mail that is refused for good, and one that comes too late, and says so", async () => {
  const { open, deliveries, later, sent } = await bench([new AppError("refused", "no such user"), gone]);
  const watch = open();
  await watch.turn();
  await later(31 * 60_000);
  await watch.turn();
  expect(stands(await deliveries())).toEqual([
    ["failed", 1, "no such user"],
    ["failed", 1, "no mail server"],
  ]);
  expect(sent).toEqual([]);
});
