import { drillCheck } from "#lib/domain/steps/drill/drill-check.ts";
import { drillClean } from "#lib/domain/steps/drill/drill-clean.ts";
import { drillRehearse } from "#lib/domain/steps/drill/drill-rehearse.ts";
import { drillRestore } from "#lib/domain/steps/drill/drill-restore.ts";
import type { Procedure } from "#lib/domain/steps/step.ts";

/** The harmless drill: what a failover rests on is restored under another name, checked and dropped; its cmdlets are called with -WhatIf. dba-notes 26. */
export const drill: Procedure = {
  id: "drill",
  stages: () => [[drillRestore], [drillCheck], [drillRehearse], [drillClean]],
};
