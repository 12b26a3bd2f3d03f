import { useTranslations } from "next-intl";
import { Status, type Tone } from "#components/ui/status.tsx";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";
import { isOld } from "./is-old.ts";

type LaneHeadProps = { readonly overview: OverviewView };

function laneWord({ logShipping, serverNow }: OverviewView): { tone: Tone; word: string } {
  if (isOld(logShipping, serverNow)) return { tone: "unknown", word: "notRead" };
  if (logShipping.value?.removed) return { tone: "bad", word: "removed" };
  return { tone: "ok", word: "running" };
}

export function LaneHead({ overview }: LaneHeadProps) {
  const t = useTranslations("overview.logShipping");
  const { tone, word } = laneWord(overview);
  return (
    <div className="flex w-full flex-wrap items-center gap-x-2">
      <h2>{t("title")}</h2>
      <span className="text-ink-3">{t("direction", { home: overview.homeName, other: overview.otherName })}</span>
      <span className="flex-1" />
      <Status tone={tone}>{t(word)}</Status>
    </div>
  );
}
