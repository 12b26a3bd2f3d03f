/** Instances that a decision's facts call unreachable: those need a person's word. */
export function unreachableOf(facts: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(facts)
    .filter(([, value]) => value.startsWith("unreachable"))
    .map(([instance]) => instance);
}
