"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { isCurrent, navItems } from "./nav-items.ts";

export function NavTabs() {
  const t = useTranslations("shell.nav");
  const path = usePathname();
  return navItems.map((item) => (
    <Link key={item.id} href={item.href} aria-current={isCurrent(item, path) ? "page" : undefined}>
      <item.icon className="i" aria-hidden="true" />
      {t(item.id)}
    </Link>
  ));
}
