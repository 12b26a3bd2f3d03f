const opposite = "opposite:";

/** Instances of the opposite side that a decision's facts name: a person may have to give a word about each. */
export function unreachableOf(facts: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(facts)
    .filter(([name, value]) => name.startsWith(opposite) || value.startsWith("unreachable"))
    .map(([name]) => (name.startsWith(opposite) ? name.slice(opposite.length) : name));
}
