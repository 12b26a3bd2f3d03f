// The string and template literals of a TypeScript source, comments and patterns left out.

const escapes = { n: "\n", t: "\t", '"': '"', "'": "'", "`": "`", "\\": "\\", $: "$" };

function readString(text, from) {
  const quote = text[from];
  let said = "";
  for (let i = from + 1; i < text.length; i++) {
    if (text[i] === "\\") said += escapes[text[++i]] ?? text[i];
    else if (text[i] === quote) return { said, end: i };
    else said += text[i];
  }
  return { said, end: text.length };
}

function readTemplate(text, from, found) {
  const parts = [""];
  const expressions = [];
  for (let i = from + 1; i < text.length; i++) {
    if (text[i] === "\\") parts[parts.length - 1] += escapes[text[++i]] ?? text[i];
    else if (text[i] === "`") return { parts, expressions, end: i };
    else if (text.startsWith("${", i)) {
      const end = scan(text, i + 2, found, true);
      expressions.push(text.slice(i + 2, end));
      parts.push("");
      i = end;
    } else parts[parts.length - 1] += text[i];
  }
  return { parts, expressions, end: text.length };
}

/** Goes on to the end, or to the brace that closes an expression; gives where it stopped. */
function scan(text, from, found, inExpression) {
  let depth = 0;
  for (let i = from; i < text.length; i++) {
    const sign = text[i];
    if (text.startsWith("//", i)) i = (text.indexOf("\n", i) + 1 || text.length) - 1;
    else if (text.startsWith("/*", i)) i = (text.indexOf("*/", i) + 2 || text.length) - 1;
    else if (sign === "/" && /[=(,:[!&|?{};]\s*$|return\s*$/.test(text.slice(Math.max(0, i - 12), i)))
      i = endOfPattern(text, i);
    else if (sign === '"' || sign === "'") {
      const { said, end } = readString(text, i);
      found.push({ at: i, parts: [said], expressions: [], end });
      i = end;
    } else if (sign === "`") {
      const { parts, expressions, end } = readTemplate(text, i, found);
      found.push({ at: i, parts, expressions, end });
      i = end;
    } else if (sign === "{") depth++;
    else if (sign === "}") {
      if (inExpression && depth === 0) return i;
      depth--;
    }
  }
  return text.length;
}

function endOfPattern(text, from) {
  let inSet = false;
  for (let i = from + 1; i < text.length && text[i] !== "\n"; i++) {
    if (text[i] === "\\") i++;
    else if (text[i] === "[") inSet = true;
    else if (text[i] === "]") inSet = false;
    else if (text[i] === "/" && !inSet) return i;
  }
  return from;
}

/** In the order of their starts: `parts` around `expressions`; a plain string has one part. */
export function literalsOf(text) {
  const found = [];
  scan(text, 0, found, false);
  return found.sort((a, b) => a.at - b.at);
}
