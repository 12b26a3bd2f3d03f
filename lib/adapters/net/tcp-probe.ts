import { connect } from "node:net";
import { StepError } from "#lib/domain/errors.ts";
import type { NetPort } from "#lib/domain/ports.ts";

/** TCP as a question: is anybody listening there? */
export const tcpProbe: NetPort = {
  connect: (host, port, deadlineMs) =>
    new Promise((resolve, reject) => {
      const began = performance.now();
      const socket = connect({ host, port });
      const end = (why: string | null, cause?: unknown) => {
        clearTimeout(timer);
        socket.destroy();
        if (why === null) resolve(Math.round(performance.now() - began));
        else {
          const message = `no TCP connection to ${host} port ${port}: ${why}`;
          reject(new StepError("unreachable", message, { effect: "none", cause }));
        }
      };
      // Looking a name up has no limit of its own: one deadline for all.
      const timer = setTimeout(() => end(`no connection within ${deadlineMs} ms`), deadlineMs);
      socket.once("connect", () => end(null));
      socket.on("error", (error: NodeJS.ErrnoException) => end(whyOf(error), error));
    }),
};

function whyOf(error: NodeJS.ErrnoException): string {
  const known: Readonly<Record<string, string>> = {
    ECONNREFUSED: "connection refused, nothing listens there",
    ENOTFOUND: "the name is not known to DNS",
    EHOSTUNREACH: "no route to the host",
    ENETUNREACH: "no route to the network",
  };
  return known[error.code ?? ""] ?? error.message;
}
