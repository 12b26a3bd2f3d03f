import { Activity, ArrowLeftRight, LayoutDashboard, type LucideIcon, ScrollText, UserCheck } from "lucide-react";

export type NavItem = {
  readonly href: string;
  readonly id: string;
  readonly icon: LucideIcon;
  readonly also: readonly string[];
};

export const navItems: readonly NavItem[] = [
  { href: "/", id: "overview", icon: LayoutDashboard, also: [] },
  { href: "/health", id: "health", icon: Activity, also: [] },
  { href: "/failover", id: "failover", icon: ArrowLeftRight, also: ["/plans"] },
  { href: "/approvals", id: "approvals", icon: UserCheck, also: [] },
  { href: "/history", id: "history", icon: ScrollText, also: ["/runs"] },
];

/** Whether a path belongs to an item. */
export function isCurrent(item: NavItem, path: string): boolean {
  if (item.href === "/") return path === "/";
  return [item.href, ...item.also].some((start) => path === start || path.startsWith(`${start}/`));
}
