import { makeWebhook } from "#lib/adapters/notify/webhook.ts";
import type { Credential } from "#lib/adapters/secrets/read-credentials.ts";
import type { AlertNews } from "#lib/domain/health/alerts.ts";
import type { Mail } from "#lib/domain/mail/mail.ts";
import type { NotifyPort } from "#lib/domain/notify-port.ts";
import type { Env } from "#lib/env.ts";
import type { ServiceConsole } from "#lib/services/context.ts";
import { mailToHolders } from "#lib/services/mail-to.ts";
import type { SweepOptions } from "#lib/watch/sweep.ts";
import { systemClock } from "./system-clock.ts";

type Lookup = (name: string) => Credential;
/** Whoever has not read it by then finds the alert on the console's pages. */
const mailCountsForMs = 86_400_000;

/** How alerts leave this console: by the webhook of the environment, and by mail to all who may acknowledge. @throws AppError "bad-input" when a credential is missing */
export function notifyOf(
  at: Pick<ServiceConsole, "pool" | "ports" | "people"> & { readonly env: Env; readonly credential: Lookup },
): NonNullable<SweepOptions["notify"]> {
  return {
    channels: channelsOf(at.env, at.credential),
    consoleUrl: at.env.baseUrl,
    mailsFor: (news) =>
      mailToHolders(
        at,
        { permission: "alert.acknowledge", butFor: "" },
        {
          ...letterOf(news, at.pool.fqdn),
          path: "/alerts",
          endsAt: new Date(at.ports.clock.now().getTime() + mailCountsForMs).toISOString(),
        },
      ),
  };
}

const minuteOf = (iso: string) => `${iso.slice(0, 16).replace("T", " ")} UTC`;

function letterOf(news: AlertNews, pool: string): Pick<Mail, "about" | "facts"> {
  const { check, state, target } = news.alert;
  const facts = { check, state, target: target ?? "", pool };
  if (news.event === "raised") return { about: "alert-raised", facts };
  const times = { since: minuteOf(news.alert.raisedAt), at: minuteOf(news.clearedAt) };
  return { about: "alert-cleared", facts: { ...facts, ...times } };
}

function channelsOf({ alertWebhook: webhook }: Pick<Env, "alertWebhook">, credential: Lookup): readonly NotifyPort[] {
  if (webhook === null) return [];
  return [makeWebhook({ url: webhook.url, secret: credential(webhook.credential).password, now: systemClock.now })];
}
