/** What a number of minutes may be, by what it is for; msdb takes 1 to 59 for a schedule in minutes. */
export const minuteRanges = {
  span: { from: 1, to: 5_256_000 },
  delay: { from: 0, to: 5_256_000 },
  every: { from: 1, to: 59 },
} as const;
