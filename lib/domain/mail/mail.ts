import { z } from "zod";
import type { EntryRow } from "#lib/domain/store-port.ts";

/**
 * What a mail may be about; each has its texts `mail.<about>.subject` and `mail.<about>.text`, whose placeholders are the facts. A new
 * alert tells people so: `data: {...raised, mails: await mailToHolders(console, {permission, butFor}, {about: "alert-raised", facts:
 * {check, state, target, pool}, path: "/alerts", endsAt})}` (lib/services/mail-to.ts, or `mailsTo` below where the people are known).
 */
export const mailAbouts = ["approval-requested", "alert-raised", "alert-cleared", "heads-posted"] as const;

/** Entries of the pool's stream that deliveries are folded from: the first ones ask for mails, the last two say what became of them. */
export const mailKinds = ["approval-requested", "alert-raised", "alert-cleared", "mail-sent", "mail-failed"] as const;

const mail = z.object({
  mailId: z.string(),
  about: z.enum(mailAbouts),
  /** `language`: that the person reads; none = nobody knows. */
  to: z.object({ name: z.string(), address: z.string(), language: z.string().nullish() }),
  /** Values of the text's placeholders; each arrives as one line. */
  facts: z.record(z.string(), z.string()),
  /** The console's page that it leads to: "/plans/…". */
  path: z.string(),
  /** Later it helps nobody: ISO UTC. */
  endsAt: z.string(),
});
const outcome = z.object({ mailId: z.string(), answer: z.string(), isFinal: z.boolean() });

/** One mail to one person, as the entry that calls for it says. */
export type Mail = z.infer<typeof mail>;

/** A mail and what became of it. `answer` is the mail server's word, or why it could not be asked; "" = not tried yet. */
export type Delivery = Mail & {
  readonly askedAt: string;
  readonly status: "waiting" | "sent" | "failed";
  readonly tries: number;
  readonly answer: string;
  /** Of the last try; null = not tried yet. */
  readonly at: string | null;
};

/**
 * The mails that an entry is to carry as `data.mails`: one for each person. The entry's own transaction so asks for them, and the
 * watch sends them; whoever records the entry waits for no mail server. Pure but for `newId`.
 */
export function mailsTo(
  people: readonly { readonly name: string; readonly email: string; readonly language?: string | null }[],
  about: Pick<Mail, "about" | "facts" | "path" | "endsAt"> & { readonly newId: () => string },
): readonly Mail[] {
  const { newId, ...same } = about;
  return people.map(({ name, email, language = null }) => ({
    ...same,
    mailId: newId(),
    to: { name, address: email, language },
  }));
}

/** All mails that these entries ask for, in the order they were asked; times by the audit. Pure. */
export function foldDeliveries(newestFirst: readonly EntryRow[], now: Date): readonly Delivery[] {
  const all = new Map<string, Delivery>();
  for (const { at, kind, data } of [...newestFirst].reverse()) {
    if (kind === "mail-sent" || kind === "mail-failed") {
      const said = outcome.safeParse(data);
      const before = said.success ? all.get(said.data.mailId) : undefined;
      if (!said.success || before === undefined) continue;
      const status = kind === "mail-sent" ? "sent" : said.data.isFinal ? "failed" : "waiting";
      all.set(before.mailId, { ...before, status, tries: before.tries + 1, answer: said.data.answer, at });
      continue;
    }
    for (const one of z.array(mail).safeParse(data.mails).data ?? [])
      all.set(one.mailId, { ...one, askedAt: at, status: "waiting", tries: 0, answer: "", at: null });
  }
  return [...all.values()].map((one) =>
    one.status === "waiting" && Date.parse(one.endsAt) <= now.getTime() ? { ...one, status: "failed" } : one,
  );
}

/** After a try that failed for now: half a minute, then twice as long each time, at most ten minutes. */
export function isDue(one: Delivery, now: Date): boolean {
  if (one.status !== "waiting") return false;
  const pauseMs = Math.min(600_000, 30_000 * 2 ** Math.max(0, one.tries - 1));
  return one.at === null || now.getTime() - Date.parse(one.at) >= pauseMs;
}

/** A value as one line of at most 300 characters: no control, line separator or direction mark can make more of it. */
export function oneLine(value: string): string {
  return value
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ")
    .trim()
    .slice(0, 300);
}
