"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { isCurrent, navItems } from "./nav-items.ts";

type NavLinksProps = { readonly rail: boolean };

export function NavLinks({ rail }: NavLinksProps) {
  const t = useTranslations("shell.nav");
  const path = usePathname();
  return navItems.map((item) => (
    <Link
      key={item.id}
      href={item.href}
      title={t(item.id)}
      aria-label={t(item.id)}
      aria-current={isCurrent(item, path) ? "page" : undefined}
      className={rail ? "justify-center" : undefined}
    >
      <item.icon className="i" aria-hidden="true" />
      {rail ? null : <span className="flex-1">{t(item.id)}</span>}
    </Link>
  ));
}
