import { memo } from "react";
import { Time } from "#components/ui/time.tsx";
import type { RunView } from "#lib/domain/views/run-view.ts";
import { outputClass } from "./output-class.ts";

type OutputLinesProps = { readonly lines: RunView["output"] };

/** Lines of one block are drawn together: a block that is full is never drawn again. */
const blockLines = 100;

export function OutputLines({ lines }: OutputLinesProps) {
  const blocks = Map.groupBy(lines, (line) => Math.floor(line.nth / blockLines));
  return (
    <div className="out py-2">
      {[...blocks].map(([block, its]) => (
        <Block key={block} lines={its} />
      ))}
    </div>
  );
}

const Block = memo(
  function Block({ lines }: OutputLinesProps) {
    return (
      <div className="out-block">
        {lines.map((line) => (
          <Line key={line.nth} line={line} />
        ))}
      </div>
    );
  },
  // Lines never change: the same first one and the same number of them are the same lines.
  (before, after) => before.lines[0]?.nth === after.lines[0]?.nth && before.lines.length === after.lines.length,
);

/** A line never changes. */
const Line = memo(
  // What servers write is in a language that nobody here knows.
  function Line({ line }: { readonly line: RunView["output"][number] }) {
    return (
      <div className={outputClass(line)}>
        <Time at={line.at} />
        <span lang="">{line.text}</span>
      </div>
    );
  },
  (before, after) => before.line.nth === after.line.nth,
);
