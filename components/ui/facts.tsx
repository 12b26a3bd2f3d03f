type FactsProps = { readonly facts: Readonly<Record<string, string>> };

/** Facts as they were read: never paraphrased, never translated. */
export function Facts({ facts }: FactsProps) {
  const entries = Object.entries(facts).filter(([, value]) => value !== "");
  if (entries.length === 0) return null;
  return (
    <dl className="flex min-w-0 flex-wrap gap-x-4 gap-y-0.5 text-xs text-ink-2">
      {entries.map(([name, value]) => (
        <div key={name} className="flex min-w-0 gap-1.5">
          <dt className="text-ink-3">{name}</dt>
          <dd className="min-w-0 break-words font-mono [overflow-wrap:anywhere]">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
