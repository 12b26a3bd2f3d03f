import { Building2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/status.tsx";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";
import { siteWord } from "./site-word.ts";

type SiteHeadProps = { readonly overview: OverviewView; readonly site: "home" | "other" };

const tones = { serving: "ok", standby: "idle", "no-answer": "unknown", "not-proven": "unknown" } as const;

export function SiteHead({ overview, site }: SiteHeadProps) {
  const t = useTranslations("overview.site");
  const word = siteWord(overview, site);
  return (
    <div className={`hd flex-wrap ${site === "home" ? "topo-mh" : "th topo-th"}`}>
      <Building2 className="i text-ink-3" aria-hidden="true" />
      <h2>{site === "home" ? overview.homeName : overview.otherName}</h2>
      <span className="text-ink-3">{t(`kind.${site}`)}</span>
      {overview.consoleStandsIn === site ? <span className="tag">{t("console")}</span> : null}
      <span className="flex-1" />
      <Badge tone={tones[word]}>{t(`word.${word}`)}</Badge>
    </div>
  );
}
