import { join } from "node:path";
import { headsFile } from "#lib/adapters/evidence/heads-file.ts";
import { markedPost } from "#lib/adapters/evidence/marked-post.ts";
import { postSigned } from "#lib/adapters/notify/webhook.ts";
import type { Credential } from "#lib/adapters/secrets/read-credentials.ts";
import type { ChainRecord } from "#lib/domain/audit/chain.ts";
import { headLine } from "#lib/domain/audit/heads-post.ts";
import { AppError } from "#lib/domain/errors.ts";
import type { HistoryStore } from "#lib/domain/history-port.ts";
import type { MailPort } from "#lib/domain/mail/mail-port.ts";
import type { RunStore } from "#lib/domain/store-port.ts";
import type { Env } from "#lib/env.ts";
import { makeHeadsWatch } from "#lib/watch/heads-watch.ts";
import { mailWords } from "./mail-words.ts";
import { systemClock } from "./system-clock.ts";

const dayMs = 86_400_000;

type Parts = {
  readonly store: RunStore;
  readonly history: HistoryStore;
  /** The console's first pool; null while it has none. */
  readonly poolFqdn: string | null;
  readonly credential: (name: string) => Credential;
  /** That pool's; null: it names no mail server. */
  readonly mail: MailPort | null;
};
type Watched = Pick<Parameters<typeof makeHeadsWatch>[0], "post" | "everyMs" | "onlyNewest">;

/** Starts posting the audit's heads to the file, the webhook and the mailbox that the environment names. @throws AppError "bad-input" */
export function startHeads(env: Env, parts: Parts): { readonly stop: () => Promise<void> } {
  const { store, history } = parts;
  const watches = [...toFile(env), ...toWebhook(env, parts), ...toMailbox(env, parts)].map((watched) =>
    makeHeadsWatch({
      ...watched,
      clock: systemClock,
      heads: history.heads,
      note: (kind, data) => store.recordEntry({ stream: "console", kind, person: "console", data }),
    }),
  );
  for (const watch of watches) watch.start();
  return { stop: async () => void (await Promise.all(watches.map((watch) => watch.stop()))) };
}

function toFile({ headsFile: file, migrationsDir }: Env): readonly Watched[] {
  if (file === null) return [];
  const program = join(migrationsDir, "..", "..", "lib", "adapters", "evidence", "append-heads.mjs");
  return [{ post: headsFile(file, program) }];
}

function toWebhook({ headsWebhook: hook, dataDir }: Env, { credential, poolFqdn: pool }: Parts): readonly Watched[] {
  if (hook === null) return [];
  const receiver = { url: hook.url, secret: credential(hook.credential).password, now: systemClock.now };
  const send = (heads: readonly ChainRecord[]) =>
    postSigned(receiver, {
      id: `heads-${heads.at(-1)?.number ?? 0}`,
      body: JSON.stringify({
        event: "audit-heads",
        pool,
        heads: heads.map(({ number, hash, body }) => ({ number, hash, body })),
      }),
    });
  return [{ post: markedPost({ name: new URL(hook.url).host, markFile: join(dataDir, "heads-webhook-mark"), send }) }];
}

function toMailbox({ headsMailTo: address, dataDir, baseUrl }: Env, { mail, poolFqdn }: Parts): readonly Watched[] {
  // A console without a pool has no mail server yet: it posts there from the start on that has one.
  if (address === null || poolFqdn === null) return [];
  if (mail === null)
    throw new AppError("bad-input", "HEADS_MAIL_TO needs a mail server: the pool file has no mail section");
  const send = async (heads: readonly ChainRecord[]) => {
    for (const head of heads) {
      // The hash is enough to find a rewrite, and stands in one line.
      const to = { name: address, address };
      const mailId = `heads-${head.number}`;
      const facts = { pool: poolFqdn, line: headLine({ ...head, body: "" }).trim() };
      const words = mailWords({ mailId, about: "heads-posted", to, facts, path: "/history", endsAt: "" }, baseUrl);
      await mail.send({ mailId, to, ...words });
    }
  };
  const post = markedPost({ name: address, markFile: join(dataDir, "heads-mail-mark"), send });
  return [{ post, onlyNewest: true, everyMs: dayMs }];
}
