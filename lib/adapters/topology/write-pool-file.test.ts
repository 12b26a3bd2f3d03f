import { expect, test } from "vitest";
import { exampleDraft } from "#lib/domain/topology/example-fixture.ts";
import { poolSchema } from "#lib/domain/topology/pool.ts";
import { parsePool } from "./read-pool-file.ts";
import { writePoolFile } from "./write-pool-file.ts";

test("what is exported reads as the same pool again, approvals and mail included", () => {
  const pool = poolSchema.parse({
    ...exampleDraft(),
    approvals: { failover: { needed: 2 } },
    mail: { host: "mail.contoso.local", from: "console@contoso.local" },
    activeInOther: ["pchat05.contoso.local"],
  });
  expect(parsePool(writePoolFile(pool), "exported")).toEqual(pool);
});
