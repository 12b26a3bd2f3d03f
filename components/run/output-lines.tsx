import { Time } from "#components/ui/time.tsx";
import type { RunView } from "#lib/domain/views/run-view.ts";
import { outputClass } from "./output-class.ts";

type OutputLinesProps = { readonly lines: RunView["output"] };

export function OutputLines({ lines }: OutputLinesProps) {
  return (
    <div className="out py-2">
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines are only ever appended
        <div key={index} className={outputClass(line)}>
          <Time at={line.at} />
          <span>{line.text}</span>
        </div>
      ))}
    </div>
  );
}
