import type { Command, CommandValue, PlannedCommand } from "./command.ts";

/** What stands at run time where the plan has `<name>`; for a parameter that a rule fills as a whole, its value as text. */
export type Filling = Readonly<Record<string, string>>;

const place = /<([A-Za-z]+)>/g;
// In a statement a place takes one number or word; in a value anything but a path separator: no rule names another folder.
const inText = "[A-Za-z0-9_.:-]+";
const inValue = "[^\\\\/]+";

/**
 * Rule 7 as a function: whether a command that is sent is the planned one, and what its rules filled in. Same kind, target,
 * deadline, text and parameters, but for places that a rule of the plan names. Null: the plan does not stand for it. Pure.
 */
export function filledBy({ command, rules }: PlannedCommand, sent: Command): Filling | null {
  const names = Object.keys(command.parameters).sort();
  const same =
    sent.kind === command.kind && sent.target === command.target && (sent.deadlineMs ?? null) === command.deadlineMs;
  if (!same || names.join() !== Object.keys(sent.parameters).sort().join()) return null;
  const isRuled = (name: string) => name in rules;
  const filling = match(command.text, sent.text, "text" in rules ? inText : null);
  if (filling === null) return null;
  const found = { ...filling };
  for (const name of names) {
    const wanted = parameterOf(command, name);
    const given = parameterOf(sent, name);
    const isPlace = typeof wanted === "string" && wanted.search(place) >= 0;
    if (isRuled(name) && !isPlace) found[name] = String(given);
    else if (isPlace && isRuled(name) && typeof given === "string") {
      const taken = match(wanted, given, inValue);
      if (taken === null) return null;
      Object.assign(found, taken);
    } else if (JSON.stringify(wanted) !== JSON.stringify(given)) return null;
  }
  return found;
}

function parameterOf(command: Command, name: string): CommandValue | undefined {
  return (command.parameters as Readonly<Record<string, CommandValue>>)[name];
}

/** The values at the places of `planned`; null when the rest differs. `taking` null: there are no places. */
function match(planned: string, given: string, taking: string | null): Record<string, string> | null {
  if (taking === null) return planned === given ? {} : null;
  const names = [...planned.matchAll(place)].map((found) => found[1] ?? "");
  const pattern = planned
    .split(/<[A-Za-z]+>/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join(`(${taking})`);
  const values = new RegExp(`^${pattern}$`).exec(given)?.slice(1);
  return values ? Object.fromEntries(names.map((name, i) => [name, values[i] ?? ""])) : null;
}
