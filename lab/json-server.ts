import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";

export type JsonRequest = { readonly method: string; readonly path: string; readonly body: unknown };
export type JsonAnswer = { readonly status: number; readonly body: unknown };
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
    result = await handler({ method: request.method ?? "GET", path, body: await readBody(request) });
  } catch (error) {
    const status = error instanceof SyntaxError ? 400 : 500;
    result = { status, body: { error: error instanceof Error ? error.message : String(error) } };
  }
  response.writeHead(result.status, { "content-type": "application/json" });
  response.end(`${toJson(result.body)}\n`);
}

/** HTTP and JSON on loopback. Rejects when the port is taken. */
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
