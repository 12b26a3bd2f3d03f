"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Field } from "#components/ui/field.tsx";
import { Status } from "#components/ui/status.tsx";
import { type LabAccount, LabAccounts } from "./lab-accounts.tsx";

type SignInFormProps = { readonly accounts: readonly LabAccount[] };
type Trouble = { readonly kind: "wrong" | "noAnswer" } | { readonly kind: "failed"; readonly status: number };

async function signIn(email: string, password: string): Promise<Trouble | null> {
  const response = await fetch("/api/auth/sign-in/email", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email, password }),
  }).catch(() => null);
  if (response === null) return { kind: "noAnswer" };
  if (response.ok) return null;
  return response.status === 401 || response.status === 400
    ? { kind: "wrong" }
    : { kind: "failed", status: response.status };
}

export function SignInForm({ accounts }: SignInFormProps) {
  const t = useTranslations("signIn");
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  async function submit(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    const failed = await signIn(email, password);
    if (failed === null) return window.location.assign("/");
    setTrouble(failed);
    setBusy(false);
  }
  return (
    <>
      <form onSubmit={submit} className="mt-5 grid gap-3.5">
        <Field
          name="email"
          type="email"
          label={t("email")}
          autoComplete="username"
          value={email}
          onChange={setEmail}
          required
        />
        <Field
          name="password"
          type="password"
          label={t("password")}
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
          required
        />
        {trouble === null ? null : (
          <p role="alert">
            <Status tone="bad">
              {trouble.kind === "failed" ? t("failed", { status: trouble.status }) : t(trouble.kind)}
            </Status>
          </p>
        )}
        <button type="submit" className="btn btn-p btn-l w-full" disabled={busy}>
          {busy ? t("doing") : t("do")}
        </button>
      </form>
      <LabAccounts
        accounts={accounts}
        onUse={(account) => {
          setEmail(account.email);
          setPassword(account.password);
        }}
      />
    </>
  );
}
