import { sqlError } from "./errors.ts";

const dayMs = 86_400_000;
export const epoch1900 = Date.UTC(1900, 0, 1);

/** datetime keeps 1/300 s: .000, .003, .007. */
export function roundDatetime(ms: number): number {
  const seconds = Math.floor(ms / 1000);
  return seconds * 1000 + Math.round((Math.round(((ms - seconds * 1000) * 3) / 10) * 10) / 3);
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
