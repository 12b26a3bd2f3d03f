/** Compares words as this language orders them: "Émilie" beside "Emma", "Room 2" before "Room 10". */
export function byLanguage(locale: string): (a: string, b: string) => number {
  return new Intl.Collator(locale, { numeric: true }).compare;
}
