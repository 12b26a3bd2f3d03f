import { useTranslations } from "next-intl";
import { Status, type StatusIcon, type Tone } from "#components/ui/status.tsx";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";

type VerdictKind = OverviewView["verdict"]["kind"];

/** A verdict over something unknown is never grey: what cannot be proven asks for a person as much as what is wrong. */
export const verdictTones: Readonly<Record<VerdictKind, Extract<Tone, "ok" | "warn" | "bad">>> = {
  protected: "ok",
  "at-risk": "warn",
  "two-writable-copies": "bad",
  "failed-over": "bad",
  "split-brain-possible": "bad",
  "not-proven": "warn",
};

const icons: Readonly<Partial<Record<VerdictKind, StatusIcon>>> = { "not-proven": "unknown" };

type VerdictStatusProps = { readonly kind: VerdictKind };

export function VerdictStatus({ kind }: VerdictStatusProps) {
  const t = useTranslations("verdict");
  const tone = verdictTones[kind];
  return (
    <Status tone={tone} icon={icons[kind] ?? tone}>
      {t(`${kind}.word`)}
    </Status>
  );
}
