/** A line through the known values, one unit of width each; not known breaks it, and one alone is a dot. Pure. */
export function sparkPath(values: readonly (number | null)[], y: (value: number) => number): string {
  const place = (value: number, i: number) => `${i + 0.5} ${Math.round(y(value) * 100) / 100}`;
  return values
    .flatMap((value, i) => {
      if (value === null) return [];
      if ((values[i - 1] ?? null) !== null) return [`L${place(value, i)}`];
      return [`M${place(value, i)}${(values[i + 1] ?? null) === null ? "h0" : ""}`];
    })
    .join("");
}
