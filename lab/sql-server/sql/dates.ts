import { sqlError } from "./errors.ts";

const dayMs = 86_400_000;
export const epoch1900 = Date.UTC(1900, 0, 1);

/** datetime keeps 1/300 s: .000, .003, .007. */
export function roundDatetime(ms: number): number {
  const seconds = Math.floor(ms / 1000);
  return seconds * 1000 + Math.round((Math.round(((ms - seconds * 1000) * 3) / 10) * 10) / 3);
}

export const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
export const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

type Fields = readonly [year: number, month: number, day: number];

function dateFields(text: string): Fields | null {
  let match = /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text);
  if (match !== null) return [Number(match[1]), Number(match[2]), Number(match[3])];
  match = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(text);
  if (match !== null) return [Number(match[3]), Number(match[1]), Number(match[2])];
  match = /^(\d{4})$/.exec(text);
  if (match !== null) return [Number(match[1]), 1, 1];
  match = /^([A-Za-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})$/.exec(text);
  const names = match === null ? /^(\d{1,2})\s+([A-Za-z]{3,9}),?\s+(\d{4})$/.exec(text) : null;
  const [monthText, day, year] = match !== null ? [match[1], match[2], match[3]] : [names?.[2], names?.[1], names?.[3]];
  if (monthText === undefined) return null;
  const month = months.findIndex((name) => name.slice(0, 3).toLowerCase() === monthText.slice(0, 3).toLowerCase());
  return month < 0 ? null : [Number(year), month + 1, Number(day)];
}

/** Wall clock in UTC fields; null = not a date. Year-month-day order is the one of mdy and of ISO. */
export function parseDate(text: string): Date | null {
  const match = /^\s*(.*?)(?:[T\s]?\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.:](\d{1,9}))?)?\s*(AM|PM)?(Z)?)?\s*$/i.exec(
    text,
  );
  if (match === null) return null;
  const dateText = (match[1] ?? "").trim();
  const fields: Fields | null = dateText === "" ? [1900, 1, 1] : dateFields(dateText);
  if (fields === null) return null;
  const [year, month, day] = fields;
  let hour = Number(match[2] ?? 0);
  const half = match[6]?.toUpperCase();
  if (half !== undefined) hour = (hour % 12) + (half === "PM" ? 12 : 0);
  const minute = Number(match[3] ?? 0);
  const second = Number(match[4] ?? 0);
  const ms = Math.round(Number(`0.${match[5] ?? "0"}`) * 1000);
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (
    date.getUTCMonth() !== month - 1 ||
    date.getUTCDate() !== day ||
    hour > 23 ||
    minute > 59 ||
    second > 59 ||
    year < 1
  )
    return null;
  date.setUTCHours(hour, minute, second, ms);
  return date;
}

const two = (n: number): string => String(n).padStart(2, "0");

/** CONVERT's styles; null = 281. `fraction` = digits behind the second that the type has. */
export function formatDate(date: Date, style: number, type: string): string | null {
  const y = String(date.getUTCFullYear()).padStart(4, "0");
  const [m, d] = [two(date.getUTCMonth() + 1), two(date.getUTCDate())];
  const [hh, mi, ss] = [two(date.getUTCHours()), two(date.getUTCMinutes()), two(date.getUTCSeconds())];
  const ms = String(date.getUTCMilliseconds()).padStart(3, "0");
  const time = `${hh}:${mi}:${ss}`;
  const isDateOnly = type === "date";
  const fraction = type === "datetime2" ? `${ms}0000` : ms;
  const short = months[date.getUTCMonth()]?.slice(0, 3) ?? "";
  const clock = `${String(date.getUTCHours() % 12 || 12).padStart(2, " ")}:${mi}${date.getUTCHours() < 12 ? "AM" : "PM"}`;
  switch (style) {
    case 0:
    case 100:
      return `${short} ${String(date.getUTCDate()).padStart(2, " ")} ${y} ${clock}`;
    case 1:
      return `${m}/${d}/${y.slice(2)}`;
    case 101:
      return `${m}/${d}/${y}`;
    case 102:
      return `${y}.${m}.${d}`;
    case 3:
      return `${d}/${m}/${y.slice(2)}`;
    case 103:
      return `${d}/${m}/${y}`;
    case 104:
      return `${d}.${m}.${y}`;
    case 105:
      return `${d}-${m}-${y}`;
    case 106:
      return `${d} ${short} ${y}`;
    case 107:
      return `${short} ${d}, ${y}`;
    case 8:
    case 24:
    case 108:
      return time;
    case 109:
      return `${short} ${String(date.getUTCDate()).padStart(2, " ")} ${y} ${String(date.getUTCHours() % 12 || 12).padStart(2, " ")}:${mi}:${ss}:${ms}${date.getUTCHours() < 12 ? "AM" : "PM"}`;
    case 110:
      return `${m}-${d}-${y}`;
    case 111:
      return `${y}/${m}/${d}`;
    case 12:
      return `${y.slice(2)}${m}${d}`;
    case 112:
      return `${y}${m}${d}`;
    case 113:
      return `${d} ${short} ${y} ${time}:${ms}`;
    case 114:
      return `${time}:${ms}`;
    case 20:
    case 120:
      return isDateOnly ? `${y}-${m}-${d}` : `${y}-${m}-${d} ${time}`;
    case 21:
    case 25:
    case 121:
      return isDateOnly ? `${y}-${m}-${d}` : `${y}-${m}-${d} ${time}.${fraction}`;
    case 23:
      return `${y}-${m}-${d}`;
    case 126:
    case 127:
      return isDateOnly
        ? `${y}-${m}-${d}`
        : `${y}-${m}-${d}T${time}${date.getUTCMilliseconds() === 0 && type === "datetime" ? "" : `.${fraction}`}`;
    default:
      return null;
  }
}

export function dateAdd(part: string, count: number, date: Date): Date {
  const result = new Date(date.getTime());
  const monthStep = part === "year" ? 12 : part === "quarter" ? 3 : part === "month" ? 1 : 0;
  if (monthStep > 0) {
    const day = result.getUTCDate();
    result.setUTCDate(1);
    result.setUTCMonth(result.getUTCMonth() + count * monthStep);
    const last = new Date(Date.UTC(result.getUTCFullYear(), result.getUTCMonth() + 1, 0)).getUTCDate();
    result.setUTCDate(Math.min(day, last));
  } else result.setTime(result.getTime() + count * unitMs(part));
  const year = result.getUTCFullYear();
  if (Number.isNaN(result.getTime()) || year < 1 || year > 9999) throw sqlError(517, ["datetime"]);
  return result;
}

function unitMs(part: string): number {
  switch (part) {
    case "week":
      return 7 * dayMs;
    case "hour":
      return 3_600_000;
    case "minute":
      return 60_000;
    case "second":
      return 1000;
    case "millisecond":
      return 1;
    case "microsecond":
      return 0.001;
    case "nanosecond":
      return 0.000001;
    default:
      return dayMs;
  }
}

/** Boundaries crossed, as DATEDIFF counts them. */
export function dateDiff(part: string, from: Date, to: Date): number {
  const monthIndex = (date: Date): number => date.getUTCFullYear() * 12 + date.getUTCMonth();
  if (part === "year") return to.getUTCFullYear() - from.getUTCFullYear();
  if (part === "month") return monthIndex(to) - monthIndex(from);
  if (part === "quarter") return Math.floor(monthIndex(to) / 3) - Math.floor(monthIndex(from) / 3);
  if (part === "week") {
    // weeks begin on Sunday whatever DATEFIRST says; 1900-01-07 was one
    const week = (date: Date): number => Math.floor((date.getTime() - Date.UTC(1899, 11, 31)) / (7 * dayMs));
    return week(to) - week(from);
  }
  const size = unitMs(part);
  return size < 1
    ? (to.getTime() - from.getTime()) / size
    : Math.floor(to.getTime() / size) - Math.floor(from.getTime() / size);
}

export function datePart(part: string, date: Date): number {
  const yearStart = Date.UTC(date.getUTCFullYear(), 0, 1);
  const dayOfYear = Math.floor((date.getTime() - yearStart) / dayMs) + 1;
  switch (part) {
    case "year":
      return date.getUTCFullYear();
    case "quarter":
      return Math.floor(date.getUTCMonth() / 3) + 1;
    case "month":
      return date.getUTCMonth() + 1;
    case "dayofyear":
      return dayOfYear;
    case "day":
      return date.getUTCDate();
    case "week":
      return Math.floor((dayOfYear - 1 + new Date(yearStart).getUTCDay()) / 7) + 1;
    case "weekday":
      return date.getUTCDay() + 1;
    case "hour":
      return date.getUTCHours();
    case "minute":
      return date.getUTCMinutes();
    case "second":
      return date.getUTCSeconds();
    case "millisecond":
      return date.getUTCMilliseconds();
    case "microsecond":
      return date.getUTCMilliseconds() * 1000;
    case "nanosecond":
      return date.getUTCMilliseconds() * 1_000_000;
    default:
      return isoWeek(date);
  }
}

function isoWeek(date: Date): number {
  const day = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()));
  day.setUTCDate(day.getUTCDate() + 4 - (day.getUTCDay() || 7));
  return Math.ceil(((day.getTime() - Date.UTC(day.getUTCFullYear(), 0, 1)) / dayMs + 1) / 7);
}
