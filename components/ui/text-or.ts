export type Translate = {
  (key: string, values?: Record<string, string | number>): string;
  has(key: string): boolean;
};

/** The text of a key made from an id; an id that has no text yet is shown as it is. */
export function textOr(t: Translate, key: string, fallback: string): string {
  return t.has(key) ? t(key) : fallback;
}
