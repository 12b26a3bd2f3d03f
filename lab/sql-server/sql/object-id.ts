const hash = (value: string): number =>
  [...value.toLowerCase()].reduce((sum, c) => (sum * 31 + c.charCodeAt(0)) | 0, 7);

/** object_id of a user object (positive) or of one in sys (negative), the same wherever it is asked for. */
export function objectIdOf(schema: string, name: string): number {
  const id = (hash(`${schema || "dbo"}.${name}`) & 0x3fffffff) + 100;
  return schema.toLowerCase() === "sys" ? -id : id;
}

export function tempObjectId(name: string): number {
  return -(hash(name) & 0x3fffffff) - 1;
}
