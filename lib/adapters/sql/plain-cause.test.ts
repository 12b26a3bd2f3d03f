import { createServer } from "node:net";
import { expect, test } from "vitest";
import { z } from "zod";
import { plainCause } from "./plain-cause.ts";
import { portAt } from "./port-fixture.ts";

const failed = (message: string, cause?: unknown) => new Error(message, cause === undefined ? {} : { cause });
const refused = Object.assign(new Error("connect ECONNREFUSED 10.0.0.4:1433"), { code: "ECONNREFUSED" });

test.each([
  [
    failed("Failed to connect to sql1:1433 - Could not connect (sequence)", new AggregateError([refused], "x")),
    /^sql1:1433 refuses connections\. Is SQL Server started/,
  ],
  [failed("Failed to connect to sql1:1433 in 15000ms"), /^sql1:1433 does not answer\. Is the server up/],
  [failed("Failed to connect to sql1:1433 - getaddrinfo ENOTFOUND sql1"), /^the name in sql1:1433 is not known\./],
  [failed("Connection lost - read ECONNRESET"), /^the connection broke\./],
])("says what to look at for %s", (error, words) => {
  expect(plainCause(error)).toMatch(words);
});

test("leaves alone what the server itself said, and what it does not know", () => {
  expect(plainCause(failed("Login failed for user 'u'."))).toBeNull();
  expect(plainCause("nothing")).toBeNull();
});

test("names instance, address and remedy when nothing listens there, and keeps the driver's words as the cause", async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const at = typeof address === "object" && address ? address.port : 0;
  await new Promise((resolve) => server.close(resolve));
  const query = { target: "a\\P", text: "SELECT 1 AS one", parameters: {} } as const;
  const error: unknown = await portAt(at)
    .read(query, z.object({ one: z.number() }))
    .catch((e: unknown) => e);
  expect(error).toMatchObject({
    code: "unreachable",
    effect: "none",
    message: `read on a\\P: 127.0.0.1:${at} refuses connections. Is SQL Server started, and is this its port?`,
    causes: [{ message: expect.stringContaining("Failed to connect") }],
  });
});
