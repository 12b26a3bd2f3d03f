import { useTranslations } from "next-intl";
import type { LossView } from "#lib/domain/views/run-view.ts";

type LossTextProps = { readonly loss: Pick<LossView, "fewest" | "most"> | null };

/** Messages lost as an interval; without an upper end it is "at least", with neither it is unknown. */
export function LossText({ loss }: LossTextProps) {
  const t = useTranslations("loss");
  if (loss === null || (loss.fewest === null && loss.most === null)) return t("unknown");
  const { fewest, most } = loss;
  if (most === null) return t("atLeast", { fewest: fewest ?? "0" });
  if (fewest === most) return t("exactly", { count: Number(most) });
  return t("between", { fewest: fewest ?? "0", most });
}
