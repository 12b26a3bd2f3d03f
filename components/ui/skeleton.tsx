type SkeletonProps = { readonly lines: number };

const widths = ["w-1/4", "w-2/3", "w-1/2"];

/** A panel whose content is still to come: same shape, no motion. */
export function Skeleton({ lines }: SkeletonProps) {
  return (
    <div className="panel" aria-hidden="true">
      <div className="ph">
        <span className="skel w-32" />
      </div>
      <div className="grid gap-3.5 p-4">
        {Array.from({ length: lines }, (_, line) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike
          <span key={line} className={`skel ${widths[line % widths.length]}`} />
        ))}
      </div>
    </div>
  );
}
