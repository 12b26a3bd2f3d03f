// Preloaded into a console (NODE_OPTIONS=--import) by bench/live-run.ts: writes events into a run's journal through the console's own store, as its
// engine does, so that all behind it is the product's: the transaction, the topics, the stream, the page. Listens on FEED_PORT of loopback.
import { createServer } from "node:http";
import { setTimeout as pause } from "node:timers/promises";

const ready = Symbol.for("persistent-chat.runtime.ready");
const port = Number(process.env.FEED_PORT ?? 0);

const file = (n) => `mgc_${String(n).padStart(5, "0")}.trn`;
const line = (text) => ({ level: "info", source: "sqlto01", text });

/** One log backup applied: what is sent, what the server writes, that it went well. */
function eventsOf(at, n, lines) {
  const text = "RESTORE LOG @database FROM DISK = @file WITH NORECOVERY, STATS = 10";
  const parameters = { database: "mgc", file: `X:\\backup\\${file(n)}` };
  const command = { kind: "sql", target: "sqlto01", text, parameters, deadlineMs: null };
  return [
    { kind: "act-intended", ...at, attempt: 1, command },
    {
      kind: "act-output",
      ...at,
      lines: Array.from({ length: lines }, (_, i) => line(`${file(n)}: ${i} pages processed`)),
    },
    { kind: "act-succeeded", ...at, result: { rows: n }, serverUtc: null, sessionId: 61 },
  ];
}

async function fill(store, { runId, stepId, files, lines }) {
  for (let n = 0; n < files; n += 1) {
    const at = { stepId, actId: `apply-log-backup:${file(n)}` };
    for (const event of eventsOf(at, n, lines)) await store.append(runId, null, event);
  }
}

/** Lines at an even pace; gives for each when it was durable. */
async function drip(store, { runId, stepId, events, perSecond }) {
  const written = [];
  const from = performance.now();
  for (let n = 0; n < events; n += 1) {
    await pause(Math.max(0, from + (n * 1_000) / perSecond - performance.now()));
    const at = { stepId, actId: `apply-log-backup:${file(0)}` };
    await store.append(runId, null, { kind: "act-output", ...at, lines: [line(`drip ${perSecond} ${n}.`)] });
    written.push({ text: `drip ${perSecond} ${n}.`, at: Date.now() });
  }
  return written;
}

async function answer(request, response) {
  const asked = Object.fromEntries(new URL(request.url, "http://feed").searchParams);
  for (const key of ["files", "lines", "events", "perSecond"]) asked[key] = Number(asked[key]);
  const { store } = globalThis[ready];
  const done = request.url.startsWith("/fill") ? await fill(store, asked) : await drip(store, asked);
  response.end(JSON.stringify(done ?? null));
}

// Only the process that is the console ever has a runtime; its children load this file too and let go of it.
const waiting = setInterval(() => {
  if (!globalThis[ready] || port === 0) return;
  clearInterval(waiting);
  createServer((request, response) => {
    answer(request, response).catch((e) => response.writeHead(500).end(String(e)));
  })
    .listen(port, "127.0.0.1")
    .unref();
}, 100);
waiting.unref();
