"use client";

import { LayoutDashboard, SlidersHorizontal } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Sheet } from "#components/ui/sheet.tsx";
import type { RunView } from "#lib/domain/views/run-view.ts";
import { ControlList } from "./control-list.tsx";
import type { RunActions } from "./run-actions.ts";

type RunBarProps = { readonly run: RunView; readonly mayControl: boolean; readonly actions: RunActions };

/** On a phone: what the run needs next and its controls, always within the thumb's reach. */
export function RunBar({ run, mayControl, actions }: RunBarProps) {
  const t = useTranslations("run.bar");
  const nav = useTranslations("shell.nav");
  const [open, setOpen] = useState(false);
  return (
    <>
      <nav className="runbar" aria-label={t("label")}>
        <Link href="/" className="btn" aria-label={nav("overview")}>
          <LayoutDashboard className="i" aria-hidden="true" />
        </Link>
        {run.decision === null ? null : (
          <a href="#decision" className="btn btn-p flex-1">
            {t("decide")}
          </a>
        )}
        <button type="button" className="btn flex-1" aria-haspopup="dialog" onClick={() => setOpen(true)}>
          <SlidersHorizontal className="i" aria-hidden="true" />
          {t("controls")}
        </button>
      </nav>
      {open ? (
        <Sheet title={t("controls")} onClose={() => setOpen(false)}>
          <ControlList run={run} mayControl={mayControl} actions={actions} />
        </Sheet>
      ) : null}
    </>
  );
}
