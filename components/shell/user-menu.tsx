import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { textOr } from "#components/ui/text-or.ts";
import { DecisionNotice } from "./decision-notice.tsx";
import { SignOutButton } from "./sign-out-button.tsx";

type UserMenuProps = {
  readonly name: string;
  readonly role: string;
  readonly compact: boolean;
  readonly languages: ReactNode;
};

function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  return words
    .slice(0, 2)
    .map((word) => word.slice(0, 1).toUpperCase())
    .join("");
}

export function UserMenu({ name, role, compact, languages }: UserMenuProps) {
  const t = useTranslations("roles");
  const menu = useTranslations("shell.user");
  const roleText = textOr(t, role, role);
  return (
    <details className="relative border-t border-line pt-2.5">
      <summary className="flex cursor-default list-none items-center gap-2.5 px-1" title={name}>
        <span
          aria-hidden="true"
          className="grid size-7 flex-none place-items-center rounded-full border border-line bg-hover text-xs font-semibold"
        >
          {initials(name)}
        </span>
        <span className={compact ? "sr-only" : "only-full flex-1 leading-4"}>
          <span className="block font-medium">{name}</span>
          <span className="block text-xs text-ink-3">{roleText}</span>
        </span>
      </summary>
      <div className="absolute bottom-full left-0 z-10 mb-1 min-w-48 rounded-lg border border-line bg-surface p-2 shadow-lg">
        <p className="px-2 pb-2">
          <span className="block font-medium">{name}</span>
          <span className="block text-xs text-ink-3">{roleText}</span>
        </p>
        <p className="grid gap-1 px-2 pb-2">
          <Link href="/account">{menu("account")}</Link>
          <Link href="/glossary">{menu("glossary")}</Link>
          <Link href="/settings">{menu("settings")}</Link>
          {role === "administrator" ? <Link href="/people">{menu("people")}</Link> : null}
        </p>
        <DecisionNotice />
        <div className="border-t border-line px-1 py-2">{languages}</div>
        <SignOutButton />
      </div>
    </details>
  );
}
