import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { whyRefused } from "./loopback-only.ts";

export type JsonRequest = { readonly method: string; readonly path: string; readonly body: unknown };
/** `html`: a page instead of JSON. `location`: where the browser goes on after a form. */
export type JsonAnswer = {
  readonly status: number;
  readonly body: unknown;
  readonly html?: string;
  readonly location?: string;
};
export type JsonHandler = (request: JsonRequest) => Promise<JsonAnswer>;

const largestBody = 1024 * 1024;

async function readBody(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    const chunk = Buffer.from(part);
    size += chunk.length;
    if (size > largestBody) throw new SyntaxError("body too long");
    parts.push(chunk);
  }
  const text = Buffer.concat(parts).toString("utf8");
  if (request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded"))
    return Object.fromEntries(new URLSearchParams(text));
  return text === "" ? null : JSON.parse(text);
}

/** A bigint becomes decimal text: JSON numbers would lose it. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_, one) => (typeof one === "bigint" ? String(one) : one), 2);
}

async function answer(request: IncomingMessage, response: ServerResponse, handler: JsonHandler): Promise<void> {
  let result: JsonAnswer;
  try {
    const path = new URL(request.url ?? "/", "http://lab").pathname;
    const why = whyRefused(request.headers, request.socket.localPort ?? 0);
    result = why
      ? { status: 403, body: { error: why } }
      : await handler({ method: request.method ?? "GET", path, body: await readBody(request) });
  } catch (error) {
    const status = error instanceof SyntaxError ? 400 : 500;
    result = { status, body: { error: error instanceof Error ? error.message : String(error) } };
  }
  response.writeHead(result.status, {
    "content-type": result.html === undefined ? "application/json" : "text/html; charset=utf-8",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    // No script, nothing from elsewhere, no frame around it, forms to itself only.
    "content-security-policy":
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ...(result.location === undefined ? {} : { location: result.location }),
  });
  response.end(result.html ?? `${toJson(result.body)}\n`);
}

/** HTTP and JSON on loopback, for this machine's own clients. Rejects when the port is taken. */
export function listenJson(port: number, handler: JsonHandler): Promise<Server> {
  const server = createServer((request, response) => void answer(request, response, handler));
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      resolve(server);
    });
  });
}
