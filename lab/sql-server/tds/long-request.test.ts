import { performance } from "node:perf_hooks";
import { afterAll, expect, it } from "vitest";
import { closeAll, connected } from "./listen-fixture.ts";

afterAll(closeAll);

/** A text that the fixture knows, of a given length. */
const padded = (length: number): string => `SELECT 1 -- ${"x".repeat(length)}`;

it.each([1, 2, 3, 4, 5])("answers long requests in a row over TLS, connection %i", { timeout: 60_000 }, async () => {
  const pool = await connected({ encrypt: true, requestTimeout: 2000 });
  const slow: string[] = [];
  for (let round = 0; round < 60 && slow.length === 0; round += 1) {
    for (const length of [3000, 30_000]) {
      const before = performance.now();
      const failed = await pool
        .request()
        .query(padded(length))
        .then(
          () => false,
          () => true,
        );
      const took = performance.now() - before;
      if (failed || took > 2000) slow.push(`round ${round}, ${length} characters: ${Math.round(took)} ms`);
    }
  }
  expect(slow).toEqual([]);
});
