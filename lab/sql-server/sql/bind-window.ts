import type { SqlType, SqlValue } from "#lab/sql-server/contract.ts";
import type { Call, Frame, OrderItem } from "./ast.ts";
import { foldOf } from "./bind-aggregate.ts";
import { bindExpr } from "./bind-expr.ts";
import { compareValues, rowKey } from "./compare.ts";
import { convert } from "./convert.ts";
import { UnsupportedError } from "./cursor.ts";
import { sqlError } from "./errors.ts";
import { aggregates, rankings } from "./function-names.ts";
import type { Bound, Env, Scope } from "./scope.ts";

type Entry = { readonly env: Env; readonly keys: readonly SqlValue[]; readonly at: number };
/** Values for the rows of one sorted partition. */
type Compute = (rows: readonly Entry[]) => readonly SqlValue[];

export function bindWindow(expr: Call, scope: Scope): Bound {
  const { over } = expr;
  if (scope.windows === null || over === null) throw sqlError(4108, [], { line: expr.line });
  const { windows } = scope;
  scope.windows = null;
  const partition = over.partition.map((item) => bindExpr(item, scope));
  const order = over.order.map((item) => bindExpr(item.expr, scope));
  const { type, compute } = bodyOf(expr, scope, over.order, over.frame);
  scope.windows = windows;
  const run = (envs: readonly Env[]): readonly SqlValue[] => {
    const groups = new Map<string, Entry[]>();
    envs.forEach((env, at) => {
      const key = rowKey(partition.map((item) => item.eval(env)));
      const entry = { env, at, keys: order.map((item) => item.eval(env)) };
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [entry]);
      else group.push(entry);
    });
    const result: SqlValue[] = new Array(envs.length).fill(null);
    for (const group of groups.values()) {
      group.sort((a, b) => compareKeys(a, b, over.order, order));
      compute(group).forEach((value, i) => {
        const entry = group[i];
        if (entry !== undefined) result[entry.at] = value;
      });
    }
    return result;
  };
  const slot = windows.push({ compute: run }) - 1;
  return { type, nullable: true, eval: (env) => env.window[slot] ?? null };
}

function compareKeys(a: Entry, b: Entry, items: readonly OrderItem[], order: readonly Bound[]): number {
  for (const [i, item] of items.entries()) {
    const result = compareValues(a.keys[i] ?? null, b.keys[i] ?? null, order[i]?.collation ?? "ci");
    if (result !== 0) return item.descending ? -result : result;
  }
  return a.at - b.at;
}

const samePeer = (a: Entry | undefined, b: Entry | undefined): boolean =>
  a !== undefined && b !== undefined && rowKey(a.keys) === rowKey(b.keys);

function bodyOf(
  expr: Call,
  scope: Scope,
  order: readonly OrderItem[],
  frame: Frame | null,
): { readonly type: SqlType; readonly compute: Compute } {
  const [name = ""] = expr.parts;
  if (aggregates.has(name)) {
    const { type, fold } = foldOf(expr, scope);
    return {
      type,
      compute: (rows) => rows.map((_, i) => fold(framed(rows, i, order.length > 0, frame).map((entry) => entry.env))),
    };
  }
  const big: SqlType = { name: "bigint" };
  if (name === "ROW_NUMBER") return { type: big, compute: (rows) => rows.map((_, i) => BigInt(i + 1)) };
  if (name === "RANK" || name === "DENSE_RANK")
    return { type: big, compute: (rows) => ranks(rows, name === "DENSE_RANK") };
  const args = expr.args.map((arg) => bindExpr(arg, scope));
  const [first, second, third] = args;
  if (!rankings.has(name)) throw new UnsupportedError(`${name} OVER`, expr.line);
  if (first === undefined) throw sqlError(174, [name.toLowerCase(), 1], { line: expr.line });
  if (name === "NTILE")
    return {
      type: big,
      compute: (rows) =>
        tiles(rows, Number(first.eval(rows[0]?.env ?? { row: [], group: [], window: [], outer: null }))),
    };
  if (name === "LAG" || name === "LEAD") {
    const sign = name === "LAG" ? -1 : 1;
    const shifted = (rows: readonly Entry[], entry: Entry, i: number): SqlValue => {
      const step = second === undefined ? 1 : Number(second.eval(entry.env));
      const other = rows[i + sign * step];
      return other === undefined
        ? third === undefined
          ? null
          : convert(third.eval(entry.env), third.type, first.type)
        : first.eval(other.env);
    };
    return { type: first.type, compute: (rows) => rows.map((entry, i) => shifted(rows, entry, i)) };
  }
  if (name === "FIRST_VALUE" || name === "LAST_VALUE") {
    const pick = (rows: readonly Entry[], i: number): SqlValue => {
      const entry = framed(rows, i, true, frame).at(name === "FIRST_VALUE" ? 0 : -1);
      return entry === undefined ? null : first.eval(entry.env);
    };
    return { type: first.type, compute: (rows) => rows.map((_, i) => pick(rows, i)) };
  }
  throw new UnsupportedError(`${name} OVER`, expr.line);
}

function framed(rows: readonly Entry[], i: number, ordered: boolean, frame: Frame | null): readonly Entry[] {
  if (frame !== null)
    return rows.slice(
      frame.from === null ? 0 : Math.max(0, i + frame.from),
      frame.to === null ? rows.length : Math.max(0, i + frame.to + 1),
    );
  if (!ordered) return rows;
  let last = i;
  while (samePeer(rows[last + 1], rows[i])) last++;
  return rows.slice(0, last + 1);
}

function ranks(rows: readonly Entry[], dense: boolean): readonly SqlValue[] {
  let rank = 0;
  return rows.map((entry, i) => {
    if (!samePeer(rows[i - 1], entry)) rank = dense ? rank + 1 : i + 1;
    return BigInt(rank);
  });
}

function tiles(rows: readonly Entry[], count: number): readonly SqlValue[] {
  const size = Math.floor(rows.length / count);
  const larger = rows.length % count;
  return rows.map((_, i) =>
    BigInt(
      i < larger * (size + 1)
        ? Math.floor(i / (size + 1)) + 1
        : larger + Math.floor((i - larger * (size + 1)) / Math.max(1, size)) + 1,
    ),
  );
}
