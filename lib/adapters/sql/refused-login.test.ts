import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import type { Catalog } from "#lab/sql-server/contract.ts";
import { selfSignedCertificate } from "#lab/sql-server/tds/certificate.ts";
import { listenTds, type TdsListener } from "#lab/sql-server/tds/listen.ts";
import { SessionTable } from "#lab/world/sessions.ts";
import { portAt } from "./port-fixture.ts";

const sessions = new SessionTable();
let listener: TdsListener;
let port: ReturnType<typeof portAt>;
let refuses: "login" | "database" | null = null;

beforeAll(async () => {
  listener = await listenTds({
    host: "127.0.0.1",
    port: 0,
    execute: async function* () {},
    catalog: () =>
      ({ serverName: () => "a\\P", version: () => [10, 50, 6000], database: () => null }) as unknown as Catalog,
    loginOk: () => refuses !== "login",
    assertInitialDatabase: () => {
      if (refuses === "database") throw new Error("refused");
    },
    openSession: (at) => sessions.open(at, new Date()),
    certificate: selfSignedCertificate("lab", new Date()),
    onFailure: () => undefined,
  });
});
beforeEach(() => {
  port = portAt(listener.port);
});
afterAll(() => listener.close());

const failed = { number: 18456, message: "Login failed for user 'u'." };
const noDatabase = { number: 4060, message: expect.stringContaining('Cannot open database "master"') };
const act = { runId: "r", actId: "a", person: "p", onOutput: () => undefined, signal: new AbortController().signal };
const kill = { kind: "sql", target: "a\\P", text: "KILL 51", parameters: {}, deadlineMs: 1_000 } as const;

test.each([
  ["login", [failed]],
  ["database", [noDatabase, failed]],
] as const)(
  "tells with its numbers what a server said when it refused the %s, for a read and for a command",
  async (what, causes) => {
    refuses = what;
    const expected = { code: "remote", effect: "none", causes };
    await expect(port.read({ target: "a\\P", text: "SELECT 1" }, z.unknown())).rejects.toMatchObject(expected);
    await expect(port.execute(kill, act)).rejects.toMatchObject(expected);
    await port.close();
  },
);
