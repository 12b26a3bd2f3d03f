import type { Expr } from "#lab/sql-server/sql/ast.ts";
import type { Statement, StatementBody } from "#lab/sql-server/sql/ast-statement.ts";
import { parseBatch } from "#lab/sql-server/sql/parse-batch.ts";

/** Procedures that change nothing that lasts: a session's own lock, and what only reports. */
const reading = [
  "sp_getapplock",
  "sp_releaseapplock",
  // Asked with 0: it takes no new reading (sql-server.md C2).
  "sp_dbmmonitorresults",
  "sp_helpdb",
  "sp_readerrorlog",
  "sp_who",
  "sp_who2",
  "xp_dirtree",
  "xp_fileexist",
  "xp_fixeddrives",
];
const readingStatements =
  /^(RESTORE (HEADERONLY|FILELISTONLY|LABELONLY|VERIFYONLY)|DBCC (OPENTRAN|SQLPERF|LOGINFO))\b/i;

/**
 * What of a batch changes something that outlives its session, by the lab's own parser: statements of these kinds are
 * reads, everything else is a write. Text that is not understood is a write.
 */
export function writesIn(text: string, declared: readonly string[]): readonly string[] {
  try {
    const batch = parseBatch(text, [16, 0, 1000], declared);
    return batch.flatMap((statement) => writes(statement, batch));
  } catch (e) {
    return [`not understood: ${e instanceof Error ? e.message : String(e)}`];
  }
}

function writes(body: StatementBody, batch: readonly Statement[]): readonly string[] {
  const inside = (all: readonly Statement[]) => all.flatMap((one) => writes(one, batch));
  switch (body.kind) {
    case "declare":
    case "declare-table":
    case "set":
    case "set-option":
    case "break":
    case "continue":
    case "return":
    case "goto":
    case "label":
    case "print":
    case "raiserror":
    case "throw":
    case "use":
    case "waitfor":
    case "transaction":
      return [];
    case "select": {
      const query = body.query.body;
      const into = query.kind === "select" ? query.into : null;
      return into === null || isTemporary(into) ? [] : [`SELECT INTO ${into.join(".")}`];
    }
    case "if":
      return inside([...body.then, ...body.otherwise]);
    case "while":
    case "block":
      return inside(body.body);
    case "try":
      return inside([...body.body, ...body.handler]);
    case "exec":
      return reading.includes((body.parts.at(-1) ?? "").toLowerCase()) ? [] : [`EXEC ${body.parts.join(".")}`];
    case "create-table":
      return isTemporary(body.parts) ? [] : [`CREATE TABLE ${body.parts.join(".")}`];
    case "drop-table":
      return body.tables.every(isTemporary) ? [] : ["DROP TABLE"];
    case "truncate":
      return isTemporary(body.parts) ? [] : [`TRUNCATE ${body.parts.join(".")}`];
    case "insert":
      return [
        ...(isOwn(body.target) ? [] : ["INSERT"]),
        ...(body.source.kind === "exec" ? writes(body.source.statement, batch) : []),
      ];
    case "update":
    case "delete":
      return isOwn(body.target) ? [] : [body.kind.toUpperCase()];
    case "exec-string":
      return [executed(body.text, batch)].filter((what) => !readingStatements.test(what));
    // What another login's rights are used for cannot be judged from here.
    case "execute-as":
    case "revert":
      return [body.kind.toUpperCase()];
    case "handler":
      return [body.tokens.map((token) => token.text).join(" ")].filter((what) => !readingStatements.test(what));
  }
}

const isTemporary = (parts: readonly string[]) => (parts.at(-1) ?? "").startsWith("#");

function isOwn(target: { readonly kind: string; readonly parts?: readonly string[] }): boolean {
  return target.kind === "variable" || isTemporary(target.parts ?? []);
}

/** The statement whose text a variable holds, if it was declared with one and never set again: how headers are read. */
function executed(text: Expr, batch: readonly Statement[]): string {
  if (text.kind !== "variable") return "EXEC of a text";
  const isSet = batch.some((s) => s.kind === "set" && s.name.toLowerCase() === text.name.toLowerCase());
  const declared = batch.flatMap((s) => (s.kind === "declare" ? s.items : []));
  const value = declared.find((item) => item.name.toLowerCase() === text.name.toLowerCase())?.value ?? null;
  return isSet || value === null ? "EXEC of a text" : beginning(value);
}

function beginning(value: Expr): string {
  if (value.kind === "binary") return beginning(value.left);
  return value.kind === "literal" && typeof value.value === "string" ? value.value : "EXEC of a text";
}
