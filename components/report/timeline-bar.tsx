type Span = { readonly from: string; readonly to: string };
type TimelineBarProps = Span & {
  readonly axis: Span;
  readonly waits: readonly Span[];
  /** When a point of no return was passed. */
  readonly points: readonly string[];
};

/** One step's course; the table beside it says the same in figures. */
export function TimelineBar({ axis, from, to, waits, points }: TimelineBarProps) {
  const start = Date.parse(axis.from);
  const whole = Math.max(1, Date.parse(axis.to) - start);
  const at = (time: string) => `${((100 * (Date.parse(time) - start)) / whole).toFixed(2)}%`;
  const wide = (span: Span) => `${((100 * (Date.parse(span.to) - Date.parse(span.from))) / whole).toFixed(2)}%`;
  return (
    <div className="relative h-4" aria-hidden="true">
      <i className="absolute top-1 h-2 min-w-0.5 bg-c1" style={{ left: at(from), width: wide({ from, to }) }} />
      {waits.map((wait) => (
        <i
          key={wait.from}
          className="absolute top-1 h-2 border border-warn-fill bg-surface"
          style={{ left: at(wait.from), width: wide(wait) }}
        />
      ))}
      {points.map((point) => (
        <i key={point} className="absolute top-0 h-4 border-l-2 border-bad-fill" style={{ left: at(point) }} />
      ))}
    </div>
  );
}
