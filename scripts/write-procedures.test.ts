import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { procedures } from "#lib/domain/procedures/all.ts";
import type { ProcedureId } from "#lib/domain/procedures/procedure-id.ts";
import { pageFile, procedurePage } from "./write-procedures.ts";

test.each(Object.keys(procedures) as ProcedureId[])("the printed page of %s is what the code says", (id) => {
  expect(readFileSync(pageFile(id), "utf8"), "run: node --import tsx scripts/write-procedures.ts").toBe(
    procedurePage(id),
  );
});

test.each(Object.keys(procedures) as ProcedureId[])(
  "what %s prints can be typed: no BACKUP or RESTORE of a literal",
  (id) => {
    expect(procedurePage(id)).not.toMatch(/\b(BACKUP|RESTORE) (DATABASE|LOG) N?'/);
  },
);
