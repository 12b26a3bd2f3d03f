import type { LucideIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import { useDuration } from "#components/ui/use-duration.ts";

type LagNodeProps = {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly seconds: number | null;
  readonly old: boolean;
};

export function LagNode({ icon: Icon, label, seconds, old }: LagNodeProps) {
  const t = useTranslations("overview.logShipping");
  const duration = useDuration();
  const look =
    old || seconds === null ? "border-line bg-surface text-ink-3 border-dashed" : "border-ok-line bg-ok-soft text-ok";
  return (
    <div className={`lag min-w-0 text-center ${old || seconds === null ? "lag-old" : ""}`}>
      <span className={`mx-auto grid size-8 place-items-center rounded-md border ${look}`}>
        <Icon className="i" aria-hidden="true" />
      </span>
      <div className="mt-1 text-xs font-medium text-ink-2">{label}</div>
      <div className={`text-lg font-semibold ${old ? "text-ink-3" : ""}`}>
        {seconds === null ? t("unknown") : old ? t("atLeast", { lag: duration(seconds) }) : duration(seconds)}
      </div>
    </div>
  );
}
