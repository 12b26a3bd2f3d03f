import { convertArgument } from "./convert-argument.ts";
import type { CmdletFacts, ParameterFact } from "./facts.ts";
import { bindingFailure } from "./failure.ts";

/** Arguments by documented name, converted, with the parameter set that fits. */
export type Bound = { readonly set: string; readonly values: ReadonlyMap<string, unknown> };

/** Binds a splatted hashtable as PowerShell does: names, values, then the parameter set. */
export function bind(facts: CmdletFacts, given: Readonly<Record<string, unknown>>): Bound {
  const values = new Map<string, unknown>();
  for (const [key, value] of Object.entries(given)) {
    const fact = find(facts, key);
    values.set(fact.name, convertArgument(fact, value));
  }
  return { set: resolveSet(facts, values), values };
}

function find(facts: CmdletFacts, key: string): ParameterFact {
  const wanted = key.toLowerCase();
  const exact = facts.parameters.find(
    (one) => one.name.toLowerCase() === wanted || one.alias?.toLowerCase() === wanted,
  );
  if (exact !== undefined) return exact;
  const byPrefix = facts.parameters.filter((one) => one.name.toLowerCase().startsWith(wanted));
  const [only, second] = byPrefix;
  if (only === undefined) {
    throw bindingFailure("NamedParameterNotFound", `A parameter cannot be found that matches parameter name '${key}'.`);
  }
  if (second !== undefined) {
    const matches = byPrefix.map((one) => `-${one.name}`).join(" ");
    throw bindingFailure(
      "AmbiguousParameter",
      `Parameter cannot be processed because the parameter name '${key}' is ambiguous. Possible matches include: ${matches}.`,
    );
  }
  return only;
}

function resolveSet(facts: CmdletFacts, values: ReadonlyMap<string, unknown>): string {
  const isIn = (fact: ParameterFact, set: string) => fact.sets.length === 0 || fact.sets.includes(set);
  const bound = facts.parameters.filter((one) => values.has(one.name));
  const candidates = facts.sets.filter((set) => bound.every((fact) => isIn(fact, set)));
  const missingIn = (set: string) =>
    facts.parameters.filter((one) => one.isMandatory && isIn(one, set) && !values.has(one.name));
  const complete = candidates.find((set) => missingIn(set).length === 0);
  if (complete !== undefined) return complete;
  const [first, second] = candidates;
  if (
    first === undefined ||
    (second !== undefined && new Set(candidates.map((set) => names(missingIn(set)))).size > 1)
  ) {
    throw bindingFailure(
      "AmbiguousParameterSet",
      "Parameter set cannot be resolved using the specified named parameters.",
    );
  }
  throw bindingFailure(
    "MissingMandatoryParameter",
    `Cannot process command because of one or more missing mandatory parameters: ${names(missingIn(first))}.`,
  );
}

const names = (facts: readonly ParameterFact[]) => facts.map((one) => one.name).join(" ");
