import { useTranslations } from "next-intl";
import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import type { OwnEyes } from "#lib/domain/fencing/sheet.ts";

type EyesRowProps = { readonly eyes: OwnEyes; readonly heads: readonly string[] };

/** The sixth witness: somebody who stood there, or reached who did. Nobody's word is no proof either. */
export function EyesRow({ eyes: { word }, heads }: EyesRowProps) {
  const t = useTranslations("fencing");
  return (
    <tr>
      <td>
        {t("witnesses.own-eyes")}
        <span className="block text-xs text-ink-3">{t("eyesHow")}</span>
      </td>
      <td data-label={heads[1]}>
        {word === null ? (
          <Status tone="unknown">{t("words.no-proof")}</Status>
        ) : (
          <Status tone="info">{t("words.a-word")}</Status>
        )}
      </td>
      <td data-label={heads[2]} className="[overflow-wrap:anywhere]">
        {word === null ? t("nobody") : t("said", { what: word.switchedOff, who: word.confirmedBy })}
      </td>
      <td data-label={heads[3]}>{word === null ? "–" : <Time at={word.confirmedAt} />}</td>
    </tr>
  );
}
