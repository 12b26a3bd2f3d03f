import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { filePrimary, fileSecondary, saidPrimary, saidSecondary } from "#lib/domain/plan/given-shipping.ts";
import { wholePrimary, wholeSecondary } from "#lib/domain/plan/rebuild-shipping.ts";
import { logShippingSchema } from "#lib/domain/topology/log-shipping.ts";

test("the example of the installation guide is a whole answer", () => {
  const guide = readFileSync(join(import.meta.dirname, "../../../docs/installation.md"), "utf8");
  const example = /```yaml\n(logShipping:[\s\S]*?)```/.exec(guide)?.[1] ?? "";
  const given = logShippingSchema.parse(parse(example).logShipping);
  const primary = wholePrimary(saidPrimary(filePrimary(given, "SQLMI01\\pchat") ?? {}));
  expect(primary).toMatchObject({ backupJob: "LSBackup_mgc", alert: 14_420 });
  const secondary = wholeSecondary(saidSecondary(fileSecondary(given, "sqlto01\\PCHAT") ?? {}));
  expect(secondary).toMatchObject({ restoreJob: "LSRestore_sqlmi01_mgc", restoreAll: 1, restoreMode: 0 });
  expect(fileSecondary(given, "sqlto02\\PCHAT")).toBeNull();
});
