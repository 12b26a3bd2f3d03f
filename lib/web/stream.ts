import { z } from "zod";
import type { WebRuntime } from "./runtime-type.ts";
import { haveOf, tellRun } from "./tell-run.ts";

const heartbeatMs = 15_000;
const overviewEveryMs = 1_000;
const topicsText = z
  .string()
  .transform((text) => text.split(",").filter((topic) => topic !== ""))
  .pipe(
    z
      .array(z.union([z.enum(["overview", "audit"]), z.string().regex(/^run:[A-Za-z0-9-]{1,64}$/)]))
      .min(1)
      .max(8),
  );

/** Topics of `?topics=overview,audit,run:<id>`, or null when they are not usable. */
export function parseTopics(text: string | null): readonly string[] | null {
  const parsed = topicsText.safeParse(text ?? "");
  return parsed.success ? [...new Set(parsed.data)] : null;
}

/**
 * The one event stream of a tab. Subscribes before it reads what is already there; sends `overview` at most once a second,
 * `audit` at each change, `run` with the run or what has changed of it (lib/web/tell-run.ts), `look` with what a server is doing for an act, and a
 * heartbeat every 15 s. Ends when the client goes or when
 * `stillAllowed`, asked at each heartbeat, says no.
 */
export function openEventStream(options: {
  readonly runtime: WebRuntime;
  readonly topics: readonly string[];
  readonly lastEventId: string | null;
  /** How far the page has its run ("<number>:<lines>") when it opens the stream; an id of this stream is newer. */
  readonly have: string | null;
  readonly signal: AbortSignal;
  readonly stillAllowed: () => Promise<boolean>;
  /** Puts what the console says itself into the reader's language. */
  readonly say: <T>(value: T) => T;
}): Response {
  const ending = new AbortController();
  const signal = AbortSignal.any([options.signal, ending.signal]);
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      const encoder = new TextEncoder();
      const send = (text: string) => {
        if (!signal.aborted) controller.enqueue(encoder.encode(`${text}\n\n`));
      };
      const isTaken = () => (controller.desiredSize ?? 0) > 0;
      signal.addEventListener("abort", () => closeQuietly(controller), { once: true });
      send("retry: 1000");
      for (const topic of options.topics) {
        if (topic === "overview") followOverview(options, { send, signal });
        else if (topic === "audit") followAudit(options, { send, signal });
        else followRun(options, { runId: topic.slice("run:".length), send, isTaken, signal });
      }
      const beat = setInterval(() => {
        send("event: heartbeat\ndata: {}");
        options.stillAllowed().then(
          (allowed) => allowed || ending.abort(),
          () => ending.abort(),
        );
      }, heartbeatMs);
      signal.addEventListener("abort", () => clearInterval(beat), { once: true });
      if (options.signal.aborted) ending.abort();
    },
    cancel: () => ending.abort(),
  });
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no",
    },
  });
}

type Teller = { readonly runtime: WebRuntime; readonly say: <T>(value: T) => T };

function followOverview({ runtime, say }: Teller, out: { send: (text: string) => void; signal: AbortSignal }): void {
  let timer: NodeJS.Timeout | null = null;
  let sent = "";
  let flushedAt = 0;
  const flush = () => {
    flushedAt = performance.now();
    const view = runtime.overview();
    const data = view === null ? "" : JSON.stringify(say(view));
    if (data !== "" && data !== sent) out.send(`event: overview\ndata: ${data}`);
    sent = data;
  };
  const off = runtime.subscribe("overview", () => {
    timer ??= setTimeout(
      () => {
        timer = null;
        flush();
      },
      Math.max(0, flushedAt + overviewEveryMs - performance.now()),
    );
  });
  out.signal.addEventListener("abort", () => {
    off();
    if (timer !== null) clearTimeout(timer);
  });
  flush();
}

function followAudit({ runtime, say }: Teller, out: { send: (text: string) => void; signal: AbortSignal }): void {
  const tell = () => out.send(`event: audit\ndata: ${JSON.stringify(say(runtime.auditState()))}`);
  out.signal.addEventListener("abort", runtime.subscribe("audit", tell));
  tell();
}

function followRun(
  options: Teller & { readonly lastEventId: string | null; readonly have: string | null },
  to: Parameters<typeof tellRun>[1],
): void {
  const { runtime, say, lastEventId } = options;
  const isOwn = lastEventId?.startsWith(`${to.runId}:`) ?? false;
  tellRun({ runtime, say, have: haveOf(isOwn ? (lastEventId?.slice(to.runId.length + 1) ?? null) : options.have) }, to);
}

function closeQuietly(controller: ReadableStreamDefaultController<Uint8Array>): void {
  if (controller.desiredSize !== null) controller.close();
}
