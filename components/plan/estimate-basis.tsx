import { useTranslations } from "next-intl";
import type { EstimateBasis as Basis } from "#lib/domain/views/plan-view.ts";
import { useBytes } from "./use-bytes.ts";

type EstimateBasisProps = { readonly basis: Basis };

/** Where a figure comes from. A figure that nobody measured says so. */
export function EstimateBasis({ basis }: EstimateBasisProps) {
  const t = useTranslations("plan.basis");
  const size = useBytes();
  switch (basis.kind) {
    case "measured":
      return t("measured", { runs: basis.runs });
    case "bytes-by-rate": {
      const [bytes, rate] = [size(Number(basis.bytes)), size(basis.bytesPerSecond)];
      return t(`rate.${basis.from}`, { bytes, files: basis.files, rate });
    }
    case "documented":
      return t("documented");
    case "nothing-to-do":
      return t("nothing");
    case "not-measured":
      return basis.bytes === null ? t("none") : t("noRate", { bytes: size(Number(basis.bytes)) });
  }
}
