/** How a duration's parts are said: keys of `duration`. */
type Say = (key: string, values: Readonly<Record<string, number>>) => string;

/** "1 min 20 s", "1 h 4 min"; whole seconds, in the language of `say`. Pure. */
export function durationText(say: Say, seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const h = Math.floor(whole / 3600);
  const m = Math.floor((whole % 3600) / 60);
  const s = whole % 60;
  if (h > 0) return m === 0 ? say("hours", { h }) : say("hoursMinutes", { h, m });
  if (m > 0) return s === 0 ? say("minutes", { m }) : say("minutesSeconds", { m, s });
  return say("seconds", { s });
}
