import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { givenPrimary, givenSecondary } from "#lib/domain/plan/given-shipping.ts";
import { logShippingSchema } from "#lib/domain/topology/log-shipping.ts";

test("the example of the installation guide is a whole answer", () => {
  const guide = readFileSync(join(import.meta.dirname, "../../../docs/installation.md"), "utf8");
  const example = /```yaml\n(logShipping:[\s\S]*?)```/.exec(guide)?.[1] ?? "";
  const given = logShippingSchema.parse(parse(example).logShipping);
  expect(givenPrimary(given, "SQLMI01\\pchat")).toMatchObject({ backupJob: "LSBackup_mgc", alert: 14_420 });
  expect(givenSecondary(given, "sqlto01\\PCHAT")).toMatchObject({ restoreJob: "LSRestore_sqlmi01_mgc", restoreAll: 1 });
  expect(givenSecondary(given, "sqlto02\\PCHAT")).toBeNull();
});
