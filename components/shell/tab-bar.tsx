import { useTranslations } from "next-intl";
import { NavTabs } from "./nav-tabs.tsx";

export function TabBar() {
  const t = useTranslations("shell.nav");
  return (
    <nav className="tabbar" aria-label={t("tabs")}>
      <NavTabs />
    </nav>
  );
}
