import type { Statement, StatementBody } from "./ast-statement.ts";
import type { Cursor } from "./cursor.ts";
import { parseExec, parseExecCall } from "./parse-exec.ts";
import { parseCondition, parseValue } from "./parse-expr.ts";
import { parseHandler } from "./parse-handler.ts";
import { parseCtes, queryWith } from "./parse-query.ts";
import { parseRaiserror, parseReturn, parseThrow } from "./parse-raise.ts";
import { parseAssigned } from "./parse-select.ts";
import { isSetOptionWord, parseSetOption } from "./parse-set.ts";
import { parseCreateTable, parseDeclare, parseDrop } from "./parse-table.ts";
import { parseDelete, parseInsert, parseTruncate, parseUpdate } from "./parse-write.ts";

export const at = (line: number, body: StatementBody): Statement => ({ ...body, line });

/** A procedure call without EXEC: only the first statement of a batch may be one. */
export function bareCall(p: Cursor): Statement {
  const line = p.line;
  return at(line, parseExecCall(p, null));
}

export function parseStatement(p: Cursor): Statement {
  return p.nested(() => at(p.line, parseBody(p)));
}

type Parser = (p: Cursor) => StatementBody;
const simple =
  (kind: "break" | "continue"): Parser =>
  (p) => {
    p.next();
    return { kind };
  };

const parsers: Readonly<Record<string, Parser>> = {
  SELECT: (p) => ({ kind: "select", query: queryWith(p, []) }),
  WITH: parseWith,
  DECLARE: parseDeclare,
  SET: parseSet,
  IF: parseIf,
  WHILE: parseWhile,
  BEGIN: parseBegin,
  BREAK: simple("break"),
  CONTINUE: simple("continue"),
  RETURN: parseReturn,
  GOTO: (p) => {
    p.next();
    return { kind: "goto", name: p.identifier() };
  },
  PRINT: (p) => {
    p.next();
    return { kind: "print", value: parseValue(p) };
  },
  RAISERROR: parseRaiserror,
  USE: (p) => {
    p.next();
    return { kind: "use", database: p.identifier() };
  },
  WAITFOR: parseWaitfor,
  COMMIT: parseTransaction,
  ROLLBACK: parseTransaction,
  SAVE: parseTransaction,
  EXEC: parseExec,
  EXECUTE: parseExec,
  REVERT: (p) => {
    p.next();
    return { kind: "revert" };
  },
  INSERT: (p) => parseInsert(p, []),
  UPDATE: (p) => parseUpdate(p),
  DELETE: (p) => parseDelete(p),
  TRUNCATE: parseTruncate,
  CREATE: (p) => (p.isWordAt(1, "TABLE") ? parseCreateTable(p) : parseHandler(p)),
  DROP: (p) => (p.isWordAt(1, "TABLE") ? parseDrop(p) : parseHandler(p)),
};
const handled = new Set("ALTER BACKUP RESTORE KILL DBCC GRANT REVOKE DENY CHECKPOINT RECONFIGURE SHUTDOWN".split(" "));
const notDone = new Set("MERGE OPEN CLOSE FETCH DEALLOCATE BULK SETUSER READTEXT WRITETEXT UPDATETEXT".split(" "));

function parseBody(p: Cursor): StatementBody {
  if (p.token.kind === "word") {
    const word = p.token.text.toUpperCase();
    const parse = parsers[word];
    if (parse !== undefined) return parse(p);
    if (handled.has(word)) return parseHandler(p);
    if (notDone.has(word)) throw p.unsupported(word);
    if (word === "THROW" && p.version[0] >= 11) return parseThrow(p);
    if (p.isIdentifier() && p.isSymbolAt(1, ":")) {
      const name = p.identifier();
      p.next();
      return { kind: "label", name };
    }
  }
  if (p.isSymbol("(")) return { kind: "select", query: queryWith(p, []) };
  throw p.unexpected();
}

function parseWith(p: Cursor): StatementBody {
  p.next();
  const ctes = parseCtes(p);
  if (p.isWord("INSERT")) return parseInsert(p, ctes);
  if (p.isWord("UPDATE", "DELETE", "MERGE")) throw p.unsupported("a common table expression before UPDATE or DELETE");
  return { kind: "select", query: queryWith(p, ctes) };
}

function parseSet(p: Cursor): StatementBody {
  if (isSetOptionWord(p)) return parseSetOption(p);
  p.next();
  const name = p.variable();
  return { kind: "set", name, value: parseAssigned(p, name) };
}

function parseOne(p: Cursor): readonly Statement[] {
  while (p.acceptSymbol(";"));
  if (p.done) throw p.unexpected();
  const statement = parseStatement(p);
  p.acceptSymbol(";");
  return [statement];
}

function parseIf(p: Cursor): StatementBody {
  p.next();
  const condition = parseCondition(p);
  const then = parseOne(p);
  const otherwise = p.acceptWord("ELSE") ? parseOne(p) : [];
  return { kind: "if", condition, then, otherwise };
}

function parseWhile(p: Cursor): StatementBody {
  p.next();
  return { kind: "while", condition: parseCondition(p), body: parseOne(p) };
}

function parseUntilEnd(p: Cursor): readonly Statement[] {
  const body: Statement[] = [];
  while (!p.isWord("END")) {
    if (p.acceptSymbol(";")) continue;
    if (p.done) throw p.unexpected();
    body.push(parseStatement(p));
  }
  return body;
}

function parseBegin(p: Cursor): StatementBody {
  if (p.isWordAt(1, "TRAN", "TRANSACTION")) return parseTransaction(p);
  p.next();
  if (p.isWord("DISTRIBUTED", "DIALOG", "CONVERSATION")) throw p.unsupported(`BEGIN ${p.token.text.toUpperCase()}`);
  if (!p.acceptWord("TRY")) {
    const body = parseUntilEnd(p);
    if (body.length === 0) throw p.unexpected();
    p.next();
    return { kind: "block", body };
  }
  const body = parseUntilEnd(p);
  p.next();
  p.expectWord("TRY");
  p.acceptSymbol(";");
  p.expectWord("BEGIN");
  p.expectWord("CATCH");
  const handler = parseUntilEnd(p);
  p.next();
  p.expectWord("CATCH");
  return { kind: "try", body, handler };
}

function parseWaitfor(p: Cursor): StatementBody {
  p.next();
  const until = p.isWord("TIME");
  p.expectWord("DELAY", "TIME");
  return { kind: "waitfor", delay: parseValue(p), until };
}

function parseTransaction(p: Cursor): StatementBody {
  const word = p.next().text.toLowerCase();
  if (word === "begin" || word === "save") p.next();
  else p.acceptWord("TRAN", "TRANSACTION", "WORK");
  if (p.token.kind === "variable" && !p.done) p.variable();
  else if (p.isIdentifier() && !p.isSymbolAt(1, ":")) p.next();
  const action = word === "begin" || word === "save" || word === "commit" ? word : "rollback";
  return { kind: "transaction", action };
}
