import { Lock } from "lucide-react";
import { useTranslations } from "next-intl";

/** `nth` of `all`: a failback by full restore has two. */
type PointOfNoReturnProps = { readonly nth: number; readonly all: number };

export function PointOfNoReturn({ nth, all }: PointOfNoReturnProps) {
  const t = useTranslations("run");
  return (
    <li className="ponr">
      <span>
        <Lock className="i i-s" aria-hidden="true" />
        {all === 1 ? t("pointOfNoReturn") : t("pointOfNoReturnOf", { nth, all })}
      </span>
    </li>
  );
}
