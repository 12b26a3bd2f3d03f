import { createHmac } from "node:crypto";
import { AppError } from "#lib/domain/errors.ts";
import type { NotifyPort } from "#lib/domain/notify-port.ts";

const deadlineMs = 15_000;

/** The signature of a body sent at `timestamp` (Unix seconds): HMAC-SHA-256 of "<timestamp>.<body>" in hex. docs/health.md */
export function webhookSignature(secret: string, timestamp: string, body: string): string {
  return `v1=${createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex")}`;
}

/** Posts alerts as signed JSON. Any 2xx counts as delivered; a redirect does not, the signature was not made for it. */
export function makeWebhook(receiver: Receiver): NotifyPort {
  return {
    channel: "webhook",
    deliver: (message) => postSigned(receiver, { id: message.id, body: JSON.stringify(message) }),
  };
}

type Receiver = {
  readonly url: string;
  /** Shared with the receiver; never sent. */
  readonly secret: string;
  readonly now: () => Date;
};

/**
 * Posts one signed JSON body and gives the receiver's answer. `id` is the same at each try: what arrives twice can be told.
 * @throws AppError "remote" for anything but a 2xx, "unreachable"
 */
export async function postSigned(
  { url, secret, now }: Receiver,
  { id, body }: { readonly id: string; readonly body: string },
): Promise<string> {
  const timestamp = String(Math.floor(now().getTime() / 1_000));
  const response = await post(url, body, {
    "content-type": "application/json",
    "x-pchat-delivery": id,
    "x-pchat-timestamp": timestamp,
    "x-pchat-signature": webhookSignature(secret, timestamp, body),
  });
  const answer = `HTTP ${response.status}`;
  if (response.ok) return answer;
  throw new AppError("remote", `the webhook at ${new URL(url).host} answered ${answer}`);
}

async function post(url: string, body: string, headers: Readonly<Record<string, string>>): Promise<Response> {
  try {
    const signal = AbortSignal.timeout(deadlineMs);
    const response = await fetch(url, { method: "POST", body, headers, redirect: "manual", signal });
    await response.body?.cancel();
    return response;
  } catch (cause) {
    const why = cause instanceof Error ? (cause.cause instanceof Error ? cause.cause.message : cause.message) : "";
    throw new AppError("unreachable", `the webhook at ${new URL(url).host} did not answer: ${why}`, { cause });
  }
}
