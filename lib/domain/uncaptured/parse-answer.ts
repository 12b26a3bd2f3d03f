import { databaseWords, primaryWords, secondaryWords } from "#lib/domain/topology/log-shipping.ts";
import { type AnswerField, type AnswerPart, answerField, neededWith } from "./answer-fields.ts";

export type AnswerValue = string | number | boolean;
export type AnswerValues = Readonly<Record<string, AnswerValue>>;

/** What is wrong with a field: the text `uncaptured.problems.<problem>` says it. */
export type AnswerProblem =
  | "empty"
  | "path"
  | "name"
  | "minutes"
  | "choice"
  | "witness"
  | "server"
  | "too-many"
  | "unknown";

type Parsed =
  | { readonly ok: true; readonly values: AnswerValues }
  | { readonly ok: false; readonly problems: Readonly<Record<string, AnswerProblem>> };

type Asked = {
  readonly part: AnswerPart;
  readonly fields: readonly string[];
  /** Chat servers that may stand on the list, by FQDN. */
  readonly homeServers: readonly string[];
};

const shapes = { primary: primaryWords.shape, secondary: secondaryWords.shape, database: databaseWords.shape } as const;

/** Reads a form's texts as the values asked for: all of them, and nothing else. An empty text is no answer, never a default. Pure. */
export function parseAnswer(asked: Asked, texts: Readonly<Record<string, string>>): Parsed {
  const wanted = asked.fields.filter((field) => texts[neededWith[field] ?? ""] !== "no");
  const problems: Record<string, AnswerProblem> = {};
  const values: Record<string, AnswerValue> = {};
  for (const name of Object.keys(texts)) if (!asked.fields.includes(name)) problems[name] = "unknown";
  for (const name of wanted) {
    const field = answerField(asked.part, name);
    const text = (texts[name] ?? "").trim();
    const found = field === null ? "unknown" : text === "" ? "empty" : problemOf(asked, name, field, text);
    if (found !== null) problems[name] = found;
    else if (field !== null) values[name] = readValue(field, text);
  }
  return Object.keys(problems).length > 0 ? { ok: false, problems } : { ok: true, values };
}

function problemOf(asked: Asked, name: string, field: AnswerField, text: string): AnswerProblem | null {
  if (field.kind === "servers") {
    const names = serversIn(text);
    const isHome = (n: string) => asked.homeServers.some((h) => h.toLowerCase() === n.toLowerCase());
    return !names.every(isHome) ? "server" : names.length > 4 ? "too-many" : null;
  }
  if (field.kind === "yes-no") return text === "yes" || text === "no" ? null : "choice";
  if (field.kind === "choice") return field.of.includes(text) ? null : "choice";
  if (field.kind === "minutes" && !/^\d{1,9}$/.test(text)) return "minutes";
  if (asked.part === "list") return "unknown";
  const schema = Object.entries(shapes[asked.part]).find(([key]) => key === name)?.[1];
  if (!schema) return "unknown";
  if (schema.safeParse(readValue(field, text)).success) return null;
  return /witness$/i.test(name) ? "witness" : field.kind;
}

function readValue(field: AnswerField, text: string): AnswerValue {
  if (field.kind === "yes-no") return text === "yes";
  if (field.kind === "minutes") return Number(text);
  if (field.kind === "servers") return serversIn(text).join(", ");
  return field.kind === "choice" && /^\d+$/.test(text) ? Number(text) : text;
}

/** Names in a text, parted by commas or blanks, each once. Pure. */
export const serversIn = (text: string): readonly string[] => [...new Set(text.split(/[\s,;]+/).filter(Boolean))];
