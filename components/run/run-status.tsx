import { useTranslations } from "next-intl";
import { Badge, Status, type Tone } from "#components/ui/status.tsx";
import { textOr } from "#components/ui/text-or.ts";
import type { RunStatus as Value } from "#lib/domain/views/run-view.ts";

const tones: Readonly<Record<Value, Tone>> = {
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

type RunStatusProps = { readonly status: Value; readonly badge?: boolean };

export function RunStatus({ status, badge = false }: RunStatusProps) {
  const t = useTranslations("run.status");
  const Part = badge ? Badge : Status;
  return <Part tone={tones[status] ?? "unknown"}>{textOr(t, status, status)}</Part>;
}
