import { useTranslations } from "next-intl";
import type { Refusal } from "#lib/domain/offers/offers.ts";

type RefusalNoteProps = { readonly refusal: Refusal; readonly home: string; readonly other: string };

/** Why a procedure is not open now, what opens it, and who can do that. */
export function RefusalNote({ refusal, home, other }: RefusalNoteProps) {
  const t = useTranslations("offers");
  const { fact, who } = refusal;
  return (
    <span className="block">
      {t(`${fact}.why`, { home, other })} {t(`${fact}.remedy`, { home, other })}
      <span className="block text-xs">
        {t("whoHelps")}: {t(`who.${who}`)}
      </span>
    </span>
  );
}
