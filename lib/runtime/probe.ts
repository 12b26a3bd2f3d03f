import { makeFilePort } from "#lib/adapters/files/file-port.ts";
import { tcpProbe } from "#lib/adapters/net/tcp-probe.ts";
import { makeShellPort } from "#lib/adapters/powershell/shell-port.ts";
import type { Credential } from "#lib/adapters/secrets/read-credentials.ts";
import { makeSqlPort } from "#lib/adapters/sql/sql-port.ts";
import type { ProbePort } from "#lib/domain/topology/probe-port.ts";

/** How long one TCP connection may take to come up. */
const connectMs = 3_000;

/** Reaches servers that no saved topology names, with the same adapters as a saved one's. */
export function makeProbe(at: {
  readonly credential: (name: string) => Credential;
  readonly workerPath: string;
}): ProbePort {
  return {
    open: ({ instances, folders, shell }) => {
      const sql = makeSqlPort({
        pool: { instances: instances.map((each) => ({ ...each, site: "home", duties: ["monitor"] })) },
        credential: at.credential,
        appName: "persistent-chat-console setup",
      });
      const files = makeFilePort({
        pool: {
          folders: Object.fromEntries(Object.entries(folders).map(([key, asConsole]) => [key, { asConsole }])),
        },
        workerPath: at.workerPath,
      });
      const opened = shell === null ? null : makeShellPort(shell);
      return {
        read: sql.read,
        shell: opened,
        list: (key) => files.list(key),
        close: async () => void (await Promise.allSettled([sql.close(), files.close(), opened?.close()])),
      };
    },
    connect: (host, port) => tcpProbe.connect(host, port, connectMs),
  };
}
