import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Actor } from "#lib/domain/actor.ts";
import { Brand } from "./brand.tsx";
import { NavLinks } from "./nav-links.tsx";
import { Shortcuts } from "./shortcuts.tsx";
import { UserMenu } from "./user-menu.tsx";

type SideBarProps = { readonly actor: Actor; readonly rail: boolean; readonly languages: ReactNode };

export function SideBar({ actor, rail, languages }: SideBarProps) {
  const t = useTranslations("shell.nav");
  return (
    <aside className="side">
      <div className="side-in">
        <Brand rail={rail} />
        <nav className="nav mt-1 space-y-0.5" aria-label={t("label")}>
          <NavLinks rail={rail} />
        </nav>
        <div className="flex-1" />
        <div className="nav mb-2">
          <Shortcuts rail={rail} />
        </div>
        <UserMenu name={actor.name} role={actor.role} compact={rail} languages={languages} />
      </div>
    </aside>
  );
}
