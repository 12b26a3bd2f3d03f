import type { SqlType, SqlValue } from "#lab/sql-server/contract.ts";
import type { Call } from "./ast.ts";
import { bindAggregate } from "./bind-aggregate.ts";
import { bindExpr, commonType } from "./bind-expr.ts";
import { bindWindow } from "./bind-window.ts";
import { coerced, comparer } from "./compare.ts";
import { convert } from "./convert.ts";
import { UnsupportedError } from "./cursor.ts";
import { sqlError } from "./errors.ts";
import { aggregates } from "./function-names.ts";
import { allFunctions } from "./functions/all.ts";
import type { Want } from "./functions/function.ts";
import type { Bound, Env, Scope } from "./scope.ts";
import { datetime, float, int, isDate, isText, nvarchar } from "./types.ts";

export function bindCall(expr: Call, scope: Scope): Bound {
  const [name = ""] = expr.parts;
  if (expr.parts.length > 1) return bindUserFunction(expr, scope);
  if (expr.over !== null) return bindWindow(expr, scope);
  if (aggregates.has(name)) return bindAggregate(expr, scope);
  if (name === "#XML_VALUE") return bindXmlValue(expr, scope);
  const args = expr.args.map((arg) => bindExpr(arg, scope));
  if (name === "ISNULL") return bindIsNull(args);
  if (name === "COALESCE") return bindCoalesce(args);
  if (name === "NULLIF") return bindNullIf(args);
  if (name === "CHOOSE") return bindChoose(args);
  return bindFunction(name, args, expr.line, scope);
}

function count(name: string, args: readonly Bound[], min: number, max: number): void {
  if (args.length >= min && args.length <= max) return;
  throw min === max ? sqlError(174, [name.toLowerCase(), min]) : sqlError(189, [name.toLowerCase(), min, max]);
}

function bindIsNull(args: readonly Bound[]): Bound {
  count("isnull", args, 2, 2);
  const [a, b] = args;
  if (a === undefined || b === undefined) throw sqlError(174, ["isnull", 2]);
  const type = a.untyped ? b.type : a.type;
  return {
    type,
    nullable: a.nullable && b.nullable,
    eval: (env) => {
      const value = a.eval(env);
      return value ?? convert(b.eval(env), b.type, type);
    },
  };
}

function bindCoalesce(args: readonly Bound[]): Bound {
  const type = commonType(args);
  if (type === null) throw sqlError(8133);
  const getters = args.map((arg) => coerced(arg, type));
  return {
    type,
    nullable: true,
    eval: (env) => {
      for (const get of getters) {
        const value = get(env);
        if (value !== null) return value;
      }
      return null;
    },
  };
}

function bindNullIf(args: readonly Bound[]): Bound {
  count("nullif", args, 2, 2);
  const [a, b] = args;
  if (a === undefined || b === undefined) throw sqlError(174, ["nullif", 2]);
  const order = comparer(a, b);
  return { type: a.type, nullable: true, eval: (env) => (order(env) === 0 ? null : a.eval(env)) };
}

function bindChoose(args: readonly Bound[]): Bound {
  const [index, ...items] = args;
  const type = commonType(items);
  if (index === undefined || type === null) throw sqlError(189, ["choose", 2, 254]);
  const getters = items.map((item) => coerced(item, type));
  return { type, nullable: true, eval: (env) => getters[Number(index.eval(env)) - 1]?.(env) ?? null };
}

function wanted(want: Want, bound: Bound): (env: Env) => SqlValue {
  if (bound.untyped || want === "any") return bound.eval;
  const { type } = bound;
  if (want === "text") return isText(type) ? bound.eval : (env) => convert(bound.eval(env), type, nvarchar(4000));
  if (want === "int") return coerced(bound, int);
  if (want === "float") return coerced(bound, float);
  return isDate(type) ? bound.eval : coerced(bound, isText(type) ? { name: "datetime2", scale: 7 } : datetime);
}

function bindFunction(name: string, args: readonly Bound[], line: number, scope: Scope): Bound {
  const { runtime } = scope;
  const fn = allFunctions.get(name);
  if (fn === undefined) return bindProperty(name, args, line, scope);
  count(name, args, fn.min, fn.max);
  const getters = args.map((arg, i) => wanted(fn.wants[i] ?? fn.wants.at(-1) ?? "any", arg));
  const collation = args.find((arg) => arg.collation !== undefined)?.collation;
  return {
    type: fn.type(args, runtime),
    nullable: fn.nullable?.(args) ?? true,
    ...(collation === undefined ? {} : { collation }),
    eval: (env) => {
      const values = getters.map((get) => get(env));
      return fn.seesNull !== true && values.includes(null) ? null : fn.body(values, runtime, args);
    },
  };
}

/** A built-in that only the world can answer. Its type is what a first answer shows; nvarchar(128) where there is none. */
function bindProperty(name: string, args: readonly Bound[], line: number, scope: Scope): Bound {
  const { catalog, session } = scope.runtime;
  const constants = args.every((arg) => "constant" in arg);
  const probe = catalog.property(session, name, constants ? args.map((arg) => arg.constant ?? null) : []);
  if (probe === undefined && !worldFunctions.has(name)) throw new UnsupportedError(`the function ${name}`, line);
  const type: SqlType = probe?.type ?? nvarchar(128);
  if (constants) return { type, nullable: true, eval: () => probe?.value ?? null };
  return {
    type,
    nullable: true,
    eval: (env) => {
      const answer = catalog.property(
        session,
        name,
        args.map((arg) => arg.eval(env)),
      );
      return answer === undefined ? null : convert(answer.value, answer.type, type);
    },
  };
}

const worldFunctions = new Set([
  "SERVERPROPERTY",
  "DATABASEPROPERTYEX",
  "DATABASEPROPERTY",
  "IS_SRVROLEMEMBER",
  "IS_MEMBER",
  "IS_ROLEMEMBER",
  "HAS_DBACCESS",
  "HAS_PERMS_BY_NAME",
  "OBJECT_NAME",
  "TYPE_NAME",
  "SUSER_ID",
  "SUSER_SID",
  "CONNECTIONPROPERTY",
  "SESSIONPROPERTY",
  "FULLTEXTSERVICEPROPERTY",
  "APPLOCK_MODE",
  "APPLOCK_TEST",
  "OBJECTPROPERTY",
  "DATABASE_PRINCIPAL_ID",
]);

function bindUserFunction(expr: Call, scope: Scope): Bound {
  const { catalog, session } = scope.runtime;
  const parts = expr.parts;
  const name = parts.at(-1) ?? "";
  const database = catalog.database(parts.at(-3) || session.database);
  if (database === null) throw sqlError(911, [parts.at(-3) ?? ""], { line: expr.line });
  catalog.assertUsable(database.name);
  const at = { database: database.name, schema: parts.at(-2) ?? "", name };
  const args = expr.args.map((arg) => bindExpr(arg, scope));
  const probe = catalog.scalarFunction(
    at,
    args.map(() => null),
  );
  if (probe === null) throw sqlError(4121, [parts[0] ?? "", parts.join(".")], { line: expr.line });
  return {
    type: probe.type,
    nullable: true,
    eval: (env) =>
      catalog.scalarFunction(
        at,
        args.map((arg) => arg.eval(env)),
      )?.value ?? null,
  };
}

function bindXmlValue(expr: Call, scope: Scope): Bound {
  const [operand] = expr.args;
  if (operand === undefined) throw sqlError(102, ["value"], { line: expr.line });
  const inner = bindExpr(operand, scope);
  return {
    type: nvarchar("max"),
    nullable: true,
    eval: (env) => {
      const value = inner.eval(env);
      return typeof value !== "string"
        ? null
        : value
            .replace(/<[^>]*>/g, "")
            .replaceAll("&lt;", "<")
            .replaceAll("&gt;", ">")
            .replaceAll("&amp;", "&");
    },
  };
}
