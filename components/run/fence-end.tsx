import { useTranslations } from "next-intl";
import { Banner } from "#components/ui/banner.tsx";

const ends = ["fence-undone", "fence-partly-undone", "left-fenced", "drill-cleared", "drill-left-behind"] as const;

type FenceEndProps = { readonly detail: string | null };

/** What became of a fenced home, or of a drill's copy, when the run was aborted; the run's last entry says which. */
export function FenceEnd({ detail }: FenceEndProps) {
  const t = useTranslations("run.fenceEnd");
  const end = ends.find((each) => detail?.endsWith(`; ${each}`));
  if (end === undefined) return null;
  return (
    <Banner tone={end === "fence-undone" || end === "drill-cleared" ? "info" : "warn"} title={t(`${end}.title`)}>
      <p>{t(`${end}.means`)}</p>
    </Banner>
  );
}
