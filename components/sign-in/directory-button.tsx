"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { askAuth } from "#components/account/ask-auth.ts";
import { Status } from "#components/ui/status.tsx";

type DirectoryButtonProps = {
  readonly name: string;
  /** Why the last try ended here, as the way back says it. */
  readonly problem: string | null;
  /** The page of this console that was asked for. */
  readonly then: string;
};

/** Sends the person to the directory; from there he comes back signed in, or with a word why not. */
export function DirectoryButton({ name, problem, then }: DirectoryButtonProps) {
  const t = useTranslations("signIn.directory");
  const problems = useTranslations("signIn.directory.problems");
  const [trouble, setTrouble] = useState(problem);
  async function go() {
    const input = { provider: "oidc", callbackURL: then, errorCallbackURL: "/sign-in" };
    const { status, value } = await askAuth("/sign-in/social", input);
    const url = typeof value === "object" && value !== null && "url" in value ? value.url : null;
    if (status === 200 && typeof url === "string") return window.location.assign(url);
    setTrouble(status === 502 ? "provider-gone" : "failed");
  }
  return (
    <div className="mt-4 grid gap-2">
      <button type="button" className="btn btn-l w-full" onClick={go}>
        {t("do", { name })}
      </button>
      {trouble === null ? null : (
        <p role="alert">
          <Status tone="bad">
            {problems(trouble === "no-role" || trouble === "provider-gone" ? trouble : "failed", { name })}
          </Status>
        </p>
      )}
    </div>
  );
}
