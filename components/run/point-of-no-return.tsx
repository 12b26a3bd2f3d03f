import { Lock } from "lucide-react";
import { useTranslations } from "next-intl";

export function PointOfNoReturn() {
  const t = useTranslations("run");
  return (
    <li className="ponr">
      <span>
        <Lock className="i i-s" aria-hidden="true" />
        {t("pointOfNoReturn")}
      </span>
    </li>
  );
}
