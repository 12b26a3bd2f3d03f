import type { RunView } from "#lib/domain/views/run-view.ts";
import { NotProtected } from "./not-protected.tsx";
import { RoomsLost } from "./rooms-lost.tsx";
import { WhatNext } from "./what-next.tsx";

type FinishedResultProps = { readonly run: RunView };

/** After a failover: what is not protected now, and what each room lost. After the others, which lose nothing: where to go on. */
export function FinishedResult({ run }: FinishedResultProps) {
  if (run.procedure !== "failover") return <WhatNext run={run} />;
  return (
    <div className="g2 mb-3 items-start">
      <NotProtected items={run.notProtected} />
      <RoomsLost loss={run.loss} />
    </div>
  );
}
