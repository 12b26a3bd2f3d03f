import { leavesHome } from "#lib/domain/procedures/procedure-id.ts";
import type { RunView } from "#lib/domain/views/run-view.ts";
import { DrillProof } from "./drill-proof.tsx";
import { NotProtected } from "./not-protected.tsx";
import { RoomsLost } from "./rooms-lost.tsx";
import { WhatNext } from "./what-next.tsx";

type FinishedResultProps = { readonly run: RunView };

/**
 * After a failover: what is not protected now, and what each room lost; of one that ended early only what it took away. After
 * all of them: where to go on.
 */
export function FinishedResult({ run }: FinishedResultProps) {
  if (!leavesHome(run.procedure))
    return (
      <>
        <WhatNext run={run} />
        {run.procedure === "drill" ? <DrillProof steps={run.steps} /> : null}
      </>
    );
  const endedEarly = run.nextByHand !== null && run.loss === null;
  if (endedEarly && run.notProtected.length === 0) return null;
  if (endedEarly)
    return (
      <div className="mb-3">
        <NotProtected items={run.notProtected} />
      </div>
    );
  return (
    <>
      <div className="g2 mb-3 items-start">
        <NotProtected items={run.notProtected} />
        <RoomsLost loss={run.loss} />
      </div>
      <WhatNext run={run} />
    </>
  );
}
