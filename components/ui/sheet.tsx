"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useId, useRef } from "react";

type SheetProps = { readonly title: string; readonly onClose: () => void; readonly children: ReactNode };

/** A dialog over the page, from the bottom on a phone. The browser keeps the focus inside and gives it back; Escape closes. */
export function Sheet({ title, onClose, children }: SheetProps) {
  const t = useTranslations("shell.sheet");
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog ref={dialog} className="sheet" aria-labelledby={titleId} onClose={onClose}>
      <div className="ph sticky top-0 bg-surface">
        <h2 id={titleId}>{title}</h2>
        <span className="sp" />
        <button type="button" className="btn btn-s btn-g" onClick={() => dialog.current?.close()}>
          {t("close")}
        </button>
      </div>
      {children}
    </dialog>
  );
}
