import { useTranslations } from "next-intl";
import { Badge, Status, type Tone } from "#components/ui/status.tsx";
import { textOr } from "#components/ui/text-or.ts";
import type { RunStatus as Value } from "#lib/domain/views/run-view.ts";

const byStatus: Readonly<Record<Value, Tone>> = {
  running: "run",
  pausing: "wait",
  paused: "wait",
  "waiting-for-decision": "wait",
  interrupted: "unknown",
  aborting: "warn",
  aborted: "bad",
  succeeded: "ok",
  "succeeded-service-not-proven": "warn",
  failed: "bad",
};
const tones: Readonly<Partial<Record<string, Tone>>> = byStatus;

/** The overview carries a status as plain text; one that is not known here is shown as it is. */
type RunStatusProps = { readonly status: string; readonly badge?: boolean };

export function RunStatus({ status, badge = false }: RunStatusProps) {
  const t = useTranslations("run.status");
  const Part = badge ? Badge : Status;
  return <Part tone={tones[status] ?? "unknown"}>{textOr(t, status, status)}</Part>;
}
