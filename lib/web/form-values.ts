type Branch = Map<string, Branch | string>;

/**
 * A form's fields as an object for zod. Dots nest ("attestations.0.instance"), an object whose keys are 0, 1, 2 … becomes
 * an array, fields of the framework are left out, of a repeated name the last value counts.
 */
export function formValues(form: FormData): Record<string, unknown> {
  const root: Branch = new Map();
  for (const [name, value] of form) {
    if (name.startsWith("$") || typeof value !== "string") continue;
    place(root, { path: name.split("."), value });
  }
  return Object.fromEntries([...root].map(([key, node]) => [key, plain(node)]));
}

function place(root: Branch, field: { readonly path: readonly string[]; readonly value: string }): void {
  let branch = root;
  for (const key of field.path.slice(0, -1)) {
    const next = branch.get(key);
    const child: Branch = next instanceof Map ? next : new Map();
    branch.set(key, child);
    branch = child;
  }
  branch.set(field.path.at(-1) ?? "", field.value);
}

function plain(node: Branch | string): unknown {
  if (typeof node === "string") return node;
  const keys = [...node.keys()];
  const isList = keys.every((key, index) => key === String(index));
  return isList
    ? [...node.values()].map(plain)
    : Object.fromEntries([...node].map(([key, child]) => [key, plain(child)]));
}
