import { useTranslations } from "next-intl";
import { Status, type Tone } from "#components/ui/status.tsx";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";

export const verdictTones: Readonly<Record<OverviewView["verdict"]["kind"], Tone>> = {
  protected: "ok",
  "at-risk": "warn",
  "two-writable-copies": "bad",
  "failed-over": "warn",
  "not-proven": "unknown",
};

type VerdictStatusProps = { readonly kind: OverviewView["verdict"]["kind"] };

export function VerdictStatus({ kind }: VerdictStatusProps) {
  const t = useTranslations("verdict");
  return <Status tone={verdictTones[kind]}>{t(`${kind}.word`)}</Status>;
}
