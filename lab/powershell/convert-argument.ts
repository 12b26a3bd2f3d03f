import { enumerations, type ParameterFact } from "./facts.ts";
import { bindingFailure, type CmdletFailure } from "./failure.ts";

/** What @{Add=…} / @{Remove=…} / @{Replace=…}, a plain list or $null came to. */
export type ListModifier = {
  readonly add: readonly string[];
  readonly remove: readonly string[];
  readonly replace: readonly string[] | null;
};

const fqdnPattern = /^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/;

/** The value as the parameter's type, or PowerShell's refusal. */
export function convertArgument(fact: ParameterFact, value: unknown): unknown {
  const enumeration = enumerations[fact.type];
  if (enumeration !== undefined) return convertEnumeration(fact, enumeration, value);
  switch (fact.type) {
    case "switch":
      if (typeof value === "boolean") return value;
      throw cannotConvert(fact, value, "System.Management.Automation.SwitchParameter");
    case "Int32":
      if (typeof value === "number" && Number.isInteger(value)) return value;
      throw cannotConvert(fact, value, "System.Int32");
    case "Fqdn":
      if (fqdnPattern.test(requireText(fact, value))) return value;
      throw cannotConvert(fact, value, "Microsoft.Rtc.Management.Deploy.Fqdn");
    case "PSListModifier":
      return convertListModifier(fact, value);
    case "String[]":
      return value === null ? [] : toTexts(fact, value);
    case "PSObject":
      return value;
    default:
      return requireText(fact, value);
  }
}

function requireText(fact: ParameterFact, value: unknown): string {
  if (value === null || value === undefined) {
    throw invalid(
      fact,
      "NullNotAllowed",
      "The argument is null. Provide a valid value for the argument, and then try running the command again.",
    );
  }
  if (value === "") {
    throw invalid(
      fact,
      "EmptyStringNotAllowed",
      "The argument is an empty string. Provide an argument that is not empty, and then try the command again.",
    );
  }
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  throw cannotConvert(fact, value, "System.String");
}

function convertEnumeration(fact: ParameterFact, allowed: readonly string[], value: unknown): string {
  const found = typeof value === "string" && allowed.find((one) => one.toLowerCase() === value.toLowerCase());
  if (found) return found;
  if (value === null || value === "") {
    throw invalid(
      fact,
      "NullNotAllowed",
      "The argument is null or empty. Provide an argument that is not null or empty, and then try the command again.",
    );
  }
  throw bindingFailure(
    "CannotConvertArgumentNoMessage",
    `Cannot bind parameter '${fact.name}'. Cannot convert value "${String(value)}" to type "${fact.type}". Error: "Unable to match the identifier name ${String(value)} to a valid enumerator name. Specify one of the following enumerator names and try again: ${allowed.join(", ")}"`,
  );
}

function convertListModifier(fact: ParameterFact, value: unknown): ListModifier {
  if (value === null) return { add: [], remove: [], replace: [] };
  if (typeof value === "string" || Array.isArray(value)) return { add: [], remove: [], replace: toFqdns(fact, value) };
  if (typeof value !== "object") throw cannotConvert(fact, value, "PSListModifier");
  const lists = new Map(Object.entries(value).map(([key, list]) => [key.toLowerCase(), toFqdns(fact, list)]));
  const unknown = [...lists.keys()].filter((key) => !["add", "remove", "replace"].includes(key));
  if (unknown.length > 0 || lists.size === 0) {
    throw cannotConvert(fact, Object.keys(value).join(", "), "PSListModifier");
  }
  const replace = lists.get("replace") ?? null;
  if (replace !== null && lists.size > 1) {
    throw invalid(fact, "", "The Replace key cannot be combined with the Add or Remove keys.");
  }
  return { add: lists.get("add") ?? [], remove: lists.get("remove") ?? [], replace };
}

function toFqdns(fact: ParameterFact, value: unknown): readonly string[] {
  const list = value === null ? [] : toTexts(fact, value);
  const wrong = list.find((one) => !fqdnPattern.test(one));
  if (wrong !== undefined) throw cannotConvert(fact, wrong, "Microsoft.Rtc.Management.Deploy.Fqdn");
  return list;
}

function toTexts(fact: ParameterFact, value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map((one) => requireText(fact, one)) : [requireText(fact, value)];
}

function cannotConvert(fact: ParameterFact, value: unknown, type: string): CmdletFailure {
  const message = `Cannot bind parameter '${fact.name}'. Cannot convert the "${String(value)}" value to type "${type}".`;
  return bindingFailure("CannotConvertArgumentNoMessage", message);
}

function invalid(fact: ParameterFact, suffix: string, why: string): CmdletFailure {
  return bindingFailure(
    `ParameterArgumentValidationError${suffix}`,
    `Cannot validate argument on parameter '${fact.name}'. ${why}`,
  );
}
