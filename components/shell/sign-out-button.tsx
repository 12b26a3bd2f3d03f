"use client";

import { LogOut } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";

export function SignOutButton() {
  const t = useTranslations("shell.user");
  const [failed, setFailed] = useState(false);
  async function signOut() {
    const response = await fetch("/api/auth/sign-out", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
    }).catch(() => null);
    if (response?.ok) window.location.assign("/sign-in");
    else setFailed(true);
  }
  return (
    <>
      <button type="button" className="btn btn-s w-full" onClick={signOut}>
        <LogOut className="i i-s" aria-hidden="true" />
        {t("signOut")}
      </button>
      {failed ? (
        <p role="alert" className="mt-1 text-xs text-bad">
          {t("signOutFailed")}
        </p>
      ) : null}
    </>
  );
}
