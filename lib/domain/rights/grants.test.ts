import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { instanceGrants, servingGrants } from "./grants.ts";

const names = { watch: "pchat-watch", chain: "pchat-chain", operate: "pchat-operate" };
const file = (name: string) => readFileSync(join(import.meta.dirname, "../../../docs/rights", name), "utf8");
const statements = (text: string) =>
  text.split("\n").filter((line) => line !== "" && !line.startsWith("--") && line !== "GO");

test("the scripts of docs/rights grant exactly what the code says", () => {
  expect(statements(file("every-instance.sql"))).toEqual(instanceGrants(names));
  expect(statements(file("serving-instance.sql"))).toEqual(servingGrants(names));
});

test("a login's name cannot end its quotes", () => {
  const hostile = { watch: "a]; DROP LOGIN sa--", chain: "b'", operate: "c'); EXEC x--" };
  const all = [...instanceGrants(hostile), ...servingGrants(hostile)];
  expect(all).toContain("GRANT VIEW SERVER STATE TO [a]]; DROP LOGIN sa--];");
  expect(all).toContain("EXEC sp_addsrvrolemember N'c''); EXEC x--', N'sysadmin';");
});
