/** One place to go to. */
export type PaletteItem = {
  readonly kind: "page" | "run" | "check" | "term";
  readonly label: string;
  readonly href: string;
};

const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** The items that hold every word asked for, whatever their accents; those that begin with it come first. */
export function matching(items: readonly PaletteItem[], asked: string): readonly PaletteItem[] {
  const words = plain(asked).split(/\s+/).filter(Boolean);
  const found = items.filter((item) => words.every((word) => plain(item.label).includes(word)));
  const first = words[0] ?? "";
  return [...found].sort((a, b) => Number(plain(b.label).startsWith(first)) - Number(plain(a.label).startsWith(first)));
}
