import type { Column, SqlValue } from "#lab/sql-server/contract.ts";
import type { Expr, OrderItem, Query, Select } from "./ast.ts";
import { bindCondition } from "./bind-condition.ts";
import { bindExpr } from "./bind-expr.ts";
import { bindFrom } from "./bind-from.ts";
import type { BoundQuery } from "./bind-query.ts";
import { compareValues, rowKey } from "./compare.ts";
import { convert } from "./convert.ts";
import { sqlError } from "./errors.ts";
import { aggregates } from "./function-names.ts";
import { bindGroups } from "./run-group.ts";
import type { Runtime } from "./runtime.ts";
import { assertNotDenied, type Bound, type Cte, type Env, emptyEnv, Scope, type WindowCall } from "./scope.ts";

type Output = { readonly name: string; readonly bound: Bound; readonly variable: string | null };

/** Whether an aggregate of this level (no OVER, not inside a subquery) is in the expression. */
function hasAggregate(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasAggregate);
  if (typeof value !== "object" || value === null) return false;
  if ("body" in value && "ctes" in value) return false;
  if ("kind" in value && value.kind === "call" && "over" in value && "parts" in value && Array.isArray(value.parts)) {
    if (value.over === null && value.parts.length === 1 && aggregates.has(String(value.parts[0]))) return true;
  }
  return Object.values(value).some(hasAggregate);
}

export function bindSelect(
  select: Select,
  query: Query | null,
  runtime: Runtime,
  ctes: ReadonlyMap<string, Cte>,
  outer: Scope | null,
): BoundQuery {
  const scope = new Scope(runtime, ctes, outer);
  const from = bindFrom(select.from, scope);
  scope.clause = "where";
  const where = select.where === null ? null : bindCondition(select.where, scope);
  const order = query?.orderBy ?? [];
  const isGrouped =
    select.groupBy.length > 0 || select.having !== null || hasAggregate(select.items) || hasAggregate(order);
  const groups = isGrouped ? bindGroups(select, scope) : null;
  scope.clause = "having";
  const having = select.having === null ? null : bindCondition(select.having, scope);
  scope.clause = "select";
  const windows: WindowCall[] = [];
  scope.windows = windows;
  const outputs = bindItems(select, scope);
  const assigning = outputs.some((output) => output.variable !== null);
  if (assigning && outputs.some((output) => output.variable === null)) throw sqlError(141, [], { line: select.line });
  scope.clause = "order";
  const keys = order.map((item) => bindOrder(item, outputs, scope, select));
  scope.windows = null;
  const number = (expr: Expr | null | undefined): Bound | null =>
    expr === null || expr === undefined ? null : bindExpr(expr, new Scope(runtime, ctes, null));
  const limits = { top: number(select.top?.count), offset: number(query?.offset), fetch: number(query?.fetch) };

  const envsOf = (outerEnv: Env | null): readonly Env[] => {
    let envs: Env[] = [];
    for (const row of from.rows([], outerEnv)) {
      const env = { ...emptyEnv(outerEnv), row };
      if (where === null || where(env) === true) envs.push(env);
    }
    if (groups !== null) envs = groups(envs, outerEnv).filter((env) => having === null || having(env) === true);
    if (windows.length > 0) {
      const values = windows.map((window) => window.compute(envs));
      envs = envs.map((env, i) => ({ ...env, window: values.map((column) => column[i] ?? null) }));
    }
    return select.distinct ? distinctEnvs(envs, outputs) : envs;
  };
  const chosen = (outerEnv: Env | null): readonly Env[] =>
    limited(sorted(envsOf(outerEnv), keys, order), keys, select, limits, runtime);
  const columns = outputs.map(({ name, bound }): Column => ({ name, type: bound.type, nullable: bound.nullable }));
  return {
    columns,
    untyped: outputs.map(({ bound }) => bound.untyped ?? false),
    correlated: scope.correlated,
    rows: (outerEnv) => chosen(outerEnv).map((env) => outputs.map(({ bound }) => bound.eval(env))),
    ...(assigning ? { assign: () => assign(chosen(null), outputs, runtime) } : {}),
  };
}

function assign(envs: readonly Env[], outputs: readonly Output[], runtime: Runtime): number {
  for (const env of envs) {
    for (const { variable, bound } of outputs) {
      const target = variable === null ? undefined : runtime.variables.get(variable.toLowerCase());
      if (target !== undefined) target.value = convert(bound.eval(env), bound.type, target.type);
    }
  }
  return envs.length;
}

function bindItems(select: Select, scope: Scope): readonly Output[] {
  return select.items.flatMap((item): readonly Output[] => {
    if (item.kind === "assign") return [{ name: "", bound: bindExpr(item.expr, scope), variable: item.variable }];
    if (item.kind === "expr") {
      const bound = bindExpr(item.expr, scope);
      return [{ name: item.alias ?? (item.expr.kind === "column" ? (bound.name ?? "") : ""), bound, variable: null }];
    }
    if (scope.sources.length === 0) throw sqlError(263, [], { line: item.line });
    const last = item.prefix.at(-1)?.toLowerCase();
    const sources =
      last === undefined ? scope.sources : scope.sources.filter((source) => source.name.toLowerCase() === last);
    if (sources.length === 0) throw sqlError(107, [item.prefix.join(".")], { line: item.line });
    return sources.flatMap((source) =>
      source.columns.map((column, i) => {
        const index = source.offset + i;
        assertNotDenied(column, item.line);
        const grouped = scope.grouping === null ? null : scope.column([source.name, column.name], item.line);
        const bound: Bound = grouped ?? {
          type: column.type,
          nullable: column.nullable,
          eval: (env) => env.row[index] ?? null,
        };
        return { name: column.name, bound, variable: null };
      }),
    );
  });
}

function bindOrder(item: OrderItem, outputs: readonly Output[], scope: Scope, select: Select): Bound {
  const { expr } = item;
  if (expr.kind === "literal" && typeof expr.value === "number") {
    const output = outputs[expr.value - 1];
    if (output === undefined) throw sqlError(108, [expr.value]);
    return output.bound;
  }
  const alias = expr.kind === "column" && expr.parts.length === 1 ? expr.parts[0]?.toLowerCase() : undefined;
  const byAlias = alias === undefined ? undefined : outputs.find((output) => output.name.toLowerCase() === alias);
  if (byAlias !== undefined) return byAlias.bound;
  if (select.distinct) {
    const key = scope.key(expr);
    const at = select.items.findIndex((candidate) => candidate.kind === "expr" && scope.key(candidate.expr) === key);
    const output = outputs[at];
    if (output === undefined && !select.items.some((candidate) => candidate.kind === "star"))
      throw sqlError(145, [], { line: select.line });
    if (output !== undefined) return output.bound;
  }
  return bindExpr(expr, scope);
}

function distinctEnvs(envs: readonly Env[], outputs: readonly Output[]): readonly Env[] {
  const seen = new Map<string, Env>();
  for (const env of envs) {
    const key = rowKey(outputs.map(({ bound }) => bound.eval(env)));
    if (!seen.has(key)) seen.set(key, env);
  }
  return [...seen.values()];
}

type Keyed = { readonly env: Env; readonly keys: readonly SqlValue[] };

function sorted(envs: readonly Env[], keys: readonly Bound[], order: readonly OrderItem[]): readonly Env[] {
  if (keys.length === 0) return envs;
  const keyed: Keyed[] = envs.map((env) => ({ env, keys: keys.map((key) => key.eval(env)) }));
  keyed.sort((a, b) => {
    for (const [i, item] of order.entries()) {
      const result = compareValues(a.keys[i] ?? null, b.keys[i] ?? null, keys[i]?.collation ?? "ci");
      if (result !== 0) return item.descending ? -result : result;
    }
    return 0;
  });
  return keyed.map(({ env }) => env);
}

type Limits = { readonly top: Bound | null; readonly offset: Bound | null; readonly fetch: Bound | null };

function limited(
  envs: readonly Env[],
  keys: readonly Bound[],
  select: Select,
  limits: Limits,
  runtime: Runtime,
): readonly Env[] {
  const value = (bound: Bound | null): number | null =>
    bound === null ? null : Number(convert(bound.eval(emptyEnv(null)), bound.type, { name: "float" }));
  const from = value(limits.offset) ?? 0;
  const fetch = value(limits.fetch);
  let result = envs.slice(from, fetch === null ? undefined : from + fetch);
  const top = value(limits.top);
  if (top !== null) {
    const count = select.top?.percent ? Math.ceil((result.length * top) / 100) : top;
    const tieKey = (env: Env | undefined): string =>
      env === undefined ? "" : rowKey(keys.map((key) => key.eval(env)));
    let end = count;
    if (select.top?.ties && count > 0)
      while (end < result.length && tieKey(result[end]) === tieKey(result[count - 1])) end++;
    result = result.slice(0, end);
  }
  return runtime.state.rowLimit > 0 && runtime.state.rowLimit < result.length
    ? result.slice(0, runtime.state.rowLimit)
    : result;
}
