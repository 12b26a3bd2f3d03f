export type Collation = "ci" | "cs" | "bin";

const collator = new Intl.Collator("en", { sensitivity: "accent" });
const caseCollator = new Intl.Collator("en", { sensitivity: "variant", caseFirst: "lower" });

export function collationByName(name: string): Collation | null {
  if (/^database_default$/i.test(name)) return "ci";
  if (!/^(SQL_)?[A-Za-z0-9]+(_[A-Za-z0-9]+)+$/.test(name)) return null;
  if (/_BIN2?$/i.test(name)) return "bin";
  return /_CS(_|$)/i.test(name) ? "cs" : "ci";
}

/** Equal keys and compareText = 0 are the same thing: GROUP BY, DISTINCT, = and ORDER BY never disagree. */
export function foldKey(text: string, collation: Collation): string {
  const trimmed = text.replace(/ +$/, "");
  return collation === "ci" ? trimmed.replaceAll("ß", "ss").toLowerCase() : trimmed;
}

export function compareText(a: string, b: string, collation: Collation): number {
  const x = foldKey(a, collation);
  const y = foldKey(b, collation);
  if (x === y) return 0;
  if (collation === "bin") return x < y ? -1 : 1;
  return (collation === "ci" ? collator : caseCollator).compare(x, y) || (x < y ? -1 : 1);
}

/** LIKE's pattern as a RegExp: % _ [a-z] [^…] and an escape character. */
export function likePattern(pattern: string, mark: string | null, collation: Collation): RegExp {
  let source = "";
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern.charAt(i);
    if (mark !== null && c === mark) source += literal(pattern.charAt(++i));
    else if (c === "%") source += ".*";
    else if (c === "_") source += ".";
    else if (c === "[" && pattern.indexOf("]", i + 2) > 0) {
      const end = pattern.indexOf("]", i + 2);
      const body = pattern.slice(i + 1, end);
      const inner = body.replace(/^\^/, "").replace(/[\\\]^]/g, "\\$&");
      source += `[${body.startsWith("^") ? "^" : ""}${inner}]`;
      i = end;
    } else source += literal(c);
  }
  return new RegExp(`^${source}$`, collation === "ci" ? "isu" : "su");
}

const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
