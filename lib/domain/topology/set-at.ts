/** A copy of an object or a list with one value set, at a path like ["instances", "0", "port"]. Pure. */
export function setAt<T>(node: T, [key, ...rest]: readonly string[], value: unknown): T {
  if (key === undefined) return value as T;
  if (Array.isArray(node)) return node.map((each, i) => (String(i) === key ? setAt(each, rest, value) : each)) as T;
  return { ...node, [key]: setAt((node as Record<string, unknown>)[key], rest, value) };
}

/** The value at a path; undefined where there is none. Pure. */
export function valueAt(node: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === "object" && at !== null ? Reflect.get(at, key) : undefined),
    node,
  );
}
