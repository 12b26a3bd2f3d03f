import { makeWebhook } from "#lib/adapters/notify/webhook.ts";
import type { Credential } from "#lib/adapters/secrets/read-credentials.ts";
import type { NotifyPort } from "#lib/domain/notify-port.ts";
import type { Env } from "#lib/env.ts";
import { systemClock } from "./system-clock.ts";

/** The ways by which alerts leave this console, by the environment. @throws AppError "bad-input" when a credential is missing */
export function channelsOf(
  env: Pick<Env, "alertWebhook">,
  credential: (name: string) => Credential,
): readonly NotifyPort[] {
  const { alertWebhook: webhook } = env;
  if (webhook === null) return [];
  return [makeWebhook({ url: webhook.url, secret: credential(webhook.credential).password, now: systemClock.now })];
}
