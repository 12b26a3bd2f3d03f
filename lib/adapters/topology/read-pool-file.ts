import { readFileSync } from "node:fs";
import { isScalar, LineCounter, parseDocument, visit } from "yaml";
import { AppError } from "#lib/domain/errors.ts";
import { type Pool, poolSchema } from "#lib/domain/topology/pool.ts";
import { poolProblems } from "#lib/domain/topology/rules.ts";

/** Reads and checks a pool file. @throws AppError "bad-input" naming file, line and rule for everything that is wrong */
export function readPoolFile(path: string): Pool {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    throw new AppError("bad-input", `the pool file ${path} cannot be read`, { cause });
  }
  return parsePool(text, path);
}

/** The same for a text; `name` stands in messages. */
export function parsePool(text: string, name: string): Pool {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const at = (offset: number) => lines.linePos(offset).line;
  const problems = document.errors.map((e) => `line ${at(e.pos[0])}: ${e.message.split("\n")[0] ?? ""}`);
  visit(document, {
    Pair: (_key, pair) => {
      if (isScalar(pair.key) && /password|passwort|secret|token/i.test(String(pair.key.value))) {
        problems.push(
          `line ${at(pair.key.range?.[0] ?? 0)}: ${String(pair.key.value)} is refused: the pool file names credentials and never holds them`,
        );
      }
    },
  });
  if (problems.length > 0) throw refused(name, problems);
  const value: unknown = document.toJS();
  const lineOf = (place: readonly PropertyKey[]): string => {
    for (let n = place.length; n >= 0; n--) {
      const node = document.getIn(place.slice(0, n), true);
      const range =
        typeof node === "object" && node !== null && "range" in node
          ? (node.range as readonly number[] | null | undefined)
          : null;
      if (range) return `line ${at(range[0] ?? 0)}`;
    }
    return "line 1";
  };
  const parsed = poolSchema.safeParse(value);
  if (!parsed.success)
    throw refused(
      name,
      parsed.error.issues.map((i) => `${lineOf(i.path)}: ${i.path.join(".")}: ${i.message}`),
    );
  const broken = poolProblems(parsed.data);
  if (broken.length > 0)
    throw refused(
      name,
      broken.map((p) => `${lineOf(p.path)}: ${p.rule}`),
    );
  return parsed.data;
}

function refused(name: string, problems: readonly string[]): AppError {
  return new AppError("bad-input", `the pool file ${name} is refused: ${problems.join("; ")}`, { data: { problems } });
}
