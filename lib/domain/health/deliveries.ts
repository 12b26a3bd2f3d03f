import { z } from "zod";
import { foldDeliveries as foldMails } from "#lib/domain/mail/mail.ts";
import type { EntryRow } from "#lib/domain/store-port.ts";
import type { Alert } from "./alerts.ts";

/** Entries of the pool's stream: one for each try to deliver an alert. */
export const deliveryKinds = ["alert-delivery"] as const;

const tried = z.object({
  alertId: z.string(),
  event: z.enum(["raised", "cleared"]),
  channel: z.string(),
  attempt: z.number().int(),
  isDelivered: z.boolean(),
  /** What the receiver answered, or why it got nothing. */
  answer: z.string(),
});

/** One try to deliver, as recorded. */
export type DeliveryData = z.infer<typeof tried>;
export type Delivery = DeliveryData & { readonly at: string };
/** What became of telling somebody: the newest try of one channel about one event. `at` null: not tried yet. */
export type Told = Pick<DeliveryData, "event" | "channel" | "attempt" | "answer"> & {
  readonly state: "delivered" | "waiting" | "given-up";
  readonly at: string | null;
};
/** An alert with what became of telling people. */
export type ListedAlert = Alert & { readonly told: readonly Told[] };

/** What is told of an alert, and to whom. */
export type DueDelivery = {
  readonly alert: Alert;
  readonly event: DeliveryData["event"];
  readonly attempt: number;
};

/** Seconds from one try to the next; after the last one nobody tries again. */
export const retrySeconds = [10, 30, 120, 600, 1_800, 3_600, 7_200] as const;

/** All tries of these entries, newest first. An entry that is not understood is left out. Pure. */
export function foldDeliveries(newestFirst: readonly EntryRow[]): readonly Delivery[] {
  return newestFirst.flatMap(({ at, data }) => {
    const said = tried.safeParse(data);
    return said.success ? [{ ...said.data, at }] : [];
  });
}

/**
 * What a channel has to be told now: an alert that is open, and that one has cleared, if it was told of before. A try that failed is
 * repeated after `retrySeconds`, by the console's clock. Pure.
 */
export function dueDeliveries(at: {
  readonly alerts: readonly Alert[];
  readonly deliveries: readonly Delivery[];
  readonly channel: string;
  readonly now: string;
}): readonly DueDelivery[] {
  const own = at.deliveries.filter(({ channel }) => channel === at.channel);
  const triesOf = (alertId: string, event: DeliveryData["event"]) =>
    own.filter((each) => each.alertId === alertId && each.event === event);
  return [...at.alerts].reverse().flatMap((alert) => {
    const isTold = triesOf(alert.alertId, "raised").some(({ isDelivered }) => isDelivered);
    const event = alert.clearedAt === null ? "raised" : "cleared";
    if (event === "cleared" && !isTold) return [];
    const [newest, ...older] = triesOf(alert.alertId, event);
    if (newest === undefined) return [{ alert, event, attempt: 1 }];
    if (newest.isDelivered || older.some(({ isDelivered }) => isDelivered)) return [];
    const wait = retrySeconds[newest.attempt - 1];
    const isDue = wait !== undefined && Date.parse(at.now) - Date.parse(newest.at) >= wait * 1_000;
    return isDue ? [{ alert, event, attempt: newest.attempt + 1 }] : [];
  });
}

/** What became of telling people about each alert, by its id: the newest try of each channel, and each mail. Pure. */
export function toldOf(
  tries: readonly Delivery[],
  mails: { readonly newestFirst: readonly EntryRow[]; readonly now: Date },
): (alertId: string) => readonly Told[] {
  const alertOfMail = new Map(
    mails.newestFirst.flatMap(({ data }) =>
      (asked.safeParse(data).data?.mails ?? []).map(({ mailId }) => [mailId, String(data.alertId)] as const),
    ),
  );
  const letters = foldMails(mails.newestFirst, mails.now).filter(({ mailId }) => alertOfMail.has(mailId));
  return (alertId) => {
    const own = tries.filter((each) => each.alertId === alertId);
    const newest = new Map([...own].reverse().map((each) => [`${each.channel} ${each.event}`, each]));
    return [
      ...[...newest.values()].map((each): Told => ({ ...each, state: stateOf(each) })),
      ...letters
        .filter(({ mailId }) => alertOfMail.get(mailId) === alertId)
        .map(
          ({ to, about, tries: attempt, answer, at, status }): Told => ({
            event: about === "alert-cleared" ? "cleared" : "raised",
            channel: to.address,
            attempt,
            answer,
            at,
            state: status === "sent" ? "delivered" : status === "failed" ? "given-up" : "waiting",
          }),
        ),
    ];
  };
}

const asked = z.object({ alertId: z.string(), mails: z.array(z.object({ mailId: z.string() })) });

const stateOf = ({ isDelivered, attempt }: DeliveryData): Told["state"] =>
  isDelivered ? "delivered" : attempt > retrySeconds.length ? "given-up" : "waiting";
