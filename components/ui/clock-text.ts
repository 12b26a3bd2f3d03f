/** "06:33" or "1:06:33" for a running clock, "0:09" is written "00:09". */
export function clockText(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const pad = (n: number) => String(n).padStart(2, "0");
  const h = Math.floor(whole / 3600);
  const rest = `${pad(Math.floor((whole % 3600) / 60))}:${pad(whole % 60)}`;
  return h > 0 ? `${h}:${rest}` : rest;
}
