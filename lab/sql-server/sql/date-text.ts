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
