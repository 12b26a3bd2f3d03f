import { useTranslations } from "next-intl";
import { Status } from "#components/ui/status.tsx";
import type { StepWay } from "#lib/domain/views/run-view.ts";

const looks = {
  "can-be-undone": { tone: "ok", icon: "undo" },
  "needs-no-undo": { tone: "idle", icon: "no-undo" },
  "cannot-be-undone": { tone: "bad", icon: "lock" },
} as const;

type WayWordProps = { readonly way: StepWay };

export function WayWord({ way }: WayWordProps) {
  const t = useTranslations("ways");
  const look = looks[way];
  return (
    <Status tone={look.tone} icon={look.icon}>
      {t(way)}
    </Status>
  );
}
