import { getFormatter, getLocale, getTranslations } from "next-intl/server";
import type { Line, Value } from "#lib/domain/report/answer.ts";
import { durationText } from "#lib/domain/report/duration-text.ts";

type Values = Readonly<Record<string, string | number>>;
type Tags = Readonly<Record<string, string | number | ((inside: string) => string)>>;

/** The texts of the reader's language, by their whole key, and times in UTC. */
export type Words = {
  readonly locale: string;
  readonly t: (key: string, values?: Values) => string;
  /** For texts with parts in tags: each tag's part is given as text. */
  readonly tagged: (key: string, values: Tags) => string;
  /** The text of a key made from an id, or the id itself where there is none. */
  readonly or: (key: string, id: string) => string;
  readonly day: (at: string) => string;
  readonly clock: (at: string) => string;
  readonly duration: (seconds: number) => string;
  /** A report's sentence. */
  readonly said: (line: Line) => string;
};

const clockLook = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23", timeZone: "UTC" } as const;
const dayLook = { day: "numeric", month: "short", year: "numeric", ...clockLook, timeZoneName: "short" } as const;

type Translator = {
  (key: string, values?: Values): string;
  markup: (key: string, values: Tags) => string;
  has: (key: string) => boolean;
};

/** The words of the request's language. */
export async function paperWords(): Promise<Words> {
  const [format, locale, translate] = await Promise.all([getFormatter(), getLocale(), getTranslations()]);
  return wordsOf({ locale, format, translate });
}

type Given = {
  readonly locale: string;
  readonly format: Pick<Awaited<ReturnType<typeof getFormatter>>, "dateTime">;
  readonly translate: unknown;
};

/** The same of any language. Keys are made from ids here, which the typed translator cannot know. */
export function wordsOf({ locale, format, translate }: Given): Words {
  const t = translate as Translator;
  const time = (at: string, look: typeof clockLook | typeof dayLook) =>
    Number.isNaN(Date.parse(at)) ? at : format.dateTime(new Date(at), look);
  const duration = (seconds: number) => durationText((key, values) => t(`duration.${key}`, values), seconds);
  const text = (value: Value): string | number => {
    if (typeof value !== "object") return value;
    return "at" in value ? time(value.at, dayLook) : duration(value.seconds);
  };
  return {
    locale,
    t: (key, values) => t(key, values),
    tagged: (key, values) => t.markup(key, values),
    or: (key, id) => (t.has(key) ? t(key) : id),
    day: (at) => time(at, dayLook),
    clock: (at) => time(at, clockLook),
    duration,
    said: ({ key, values }) =>
      t(`report.says.${key}`, Object.fromEntries(Object.entries(values).map(([name, value]) => [name, text(value)]))),
  };
}
