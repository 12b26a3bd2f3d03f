const dayMs = 86_400_000;
const epoch1900 = Date.UTC(1900, 0, 1);
const epoch0001 = -62_135_596_800_000;

export type DayTime = { readonly days: number; readonly ms: number };

function split(at: Date, epoch: number): DayTime {
  const since = at.getTime() - epoch;
  const days = Math.floor(since / dayMs);
  return { days, ms: since - days * dayMs };
}

/** datetime counts 1/300 s; its last tick of a day rounds up into the next. */
export function toDateTime(at: Date): { readonly days: number; readonly ticks: number } {
  const { days, ms } = split(at, epoch1900);
  const ticks = Math.round((ms * 3) / 10);
  return ticks >= 25_920_000 ? { days: days + 1, ticks: 0 } : { days, ticks };
}

export function fromDateTime(days: number, ticks: number): Date {
  return new Date(epoch1900 + days * dayMs + Math.round((ticks * 10) / 3));
}

export function toSmallDateTime(at: Date): { readonly days: number; readonly minutes: number } {
  const { days, ms } = split(at, epoch1900);
  return { days, minutes: Math.floor(ms / 60_000) };
}

export function fromSmallDateTime(days: number, minutes: number): Date {
  return new Date(epoch1900 + days * dayMs + minutes * 60_000);
}

/** Days since 0001-01-01 and milliseconds of the day, for date and datetime2. */
export function toDays(at: Date): DayTime {
  return split(at, epoch0001);
}

export function fromDays(days: number, ms: number): Date {
  return new Date(epoch0001 + days * dayMs + ms);
}

/** Bytes that the time of a datetime2 takes at a scale. */
export function timeBytes(scale: number): number {
  if (scale <= 2) return 3;
  return scale <= 4 ? 4 : 5;
}
