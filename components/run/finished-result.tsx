import type { RunView } from "#lib/domain/views/run-view.ts";
import { NotProtected } from "./not-protected.tsx";
import { RoomsLost } from "./rooms-lost.tsx";

type FinishedResultProps = { readonly run: RunView };

/** What is not protected now, and what each room lost. */
export function FinishedResult({ run }: FinishedResultProps) {
  return (
    <div className="g2 mb-3 items-start">
      <NotProtected items={run.notProtected} />
      <RoomsLost loss={run.loss} />
    </div>
  );
}
