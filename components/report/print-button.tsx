"use client";

import { Printer } from "lucide-react";

type PrintButtonProps = { readonly label: string };

export function PrintButton({ label }: PrintButtonProps) {
  return (
    <button type="button" className="btn btn-p" onClick={() => window.print()}>
      <Printer className="i" aria-hidden="true" />
      {label}
    </button>
  );
}
