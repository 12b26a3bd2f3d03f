"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { askAuth } from "#components/account/ask-auth.ts";
import { Field } from "#components/ui/field.tsx";
import { Form } from "#components/ui/form.tsx";
import { Status } from "#components/ui/status.tsx";
import { type LabAccount, LabAccounts } from "./lab-accounts.tsx";

type SignInFormProps = {
  readonly accounts: readonly LabAccount[];
  /** The page of this console that was asked for. */
  readonly then: string;
};
type Trouble =
  | { readonly kind: "wrong" | "wrongCode" | "noAnswer" | "noRole" }
  | { readonly kind: "tooMany" | "tooManyCodes"; readonly seconds: number }
  | { readonly kind: "failed"; readonly status: number };
type Outcome = Trouble | "signed-in" | "asks-for-code";

const wantsCode = (value: unknown) => typeof value === "object" && value !== null && "twoFactorRedirect" in value;
const lacksRole = (value: unknown) =>
  typeof value === "object" && value !== null && "code" in value && value.code === "NO_ROLE";

async function signIn(email: string, password: string): Promise<Outcome> {
  const { status, value, retryAfter } = await askAuth("/sign-in/email", { email, password });
  if (status === 200) return wantsCode(value) ? "asks-for-code" : "signed-in";
  if (status === 0) return { kind: "noAnswer" };
  if (status === 429) return { kind: "tooMany", seconds: retryAfter };
  if (lacksRole(value)) return { kind: "noRole" };
  return status === 401 || status === 400 ? { kind: "wrong" } : { kind: "failed", status };
}

/** Six digits come from the app; everything else is a recovery code. */
async function sendCode(code: string): Promise<Outcome> {
  const plain = code.replace(/\s/g, "");
  const path = /^\d{6}$/.test(plain) ? "/two-factor/verify-totp" : "/two-factor/verify-backup-code";
  const { status, value, retryAfter } = await askAuth(path, { code: plain });
  if (status === 429) return { kind: "tooManyCodes", seconds: retryAfter };
  if (lacksRole(value)) return { kind: "noRole" };
  return status === 200 ? "signed-in" : { kind: "wrongCode" };
}

export function SignInForm({ accounts, then }: SignInFormProps) {
  const t = useTranslations("signIn");
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [asksForCode, setAsksForCode] = useState(false);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  async function submit(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    const outcome = await (asksForCode ? sendCode(code) : signIn(email, password));
    if (outcome === "signed-in") return window.location.assign(then);
    setAsksForCode(asksForCode || outcome === "asks-for-code");
    setTrouble(outcome === "asks-for-code" ? null : outcome);
    setBusy(false);
  }
  return (
    <>
      <Form onSubmit={submit} className="mt-5 grid gap-3.5">
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
        {asksForCode ? (
          <Field
            name="code"
            label={t("code")}
            hint={t("codeHint")}
            autoComplete="one-time-code"
            value={code}
            onChange={setCode}
            required
            mono
          />
        ) : null}
        {trouble === null ? null : (
          <p role="alert">
            <Status tone="bad">
              {trouble.kind === "failed"
                ? t("failed", { status: trouble.status })
                : trouble.kind === "tooMany" || trouble.kind === "tooManyCodes"
                  ? t(trouble.kind, { seconds: trouble.seconds })
                  : t(trouble.kind)}
            </Status>
          </p>
        )}
        <button type="submit" className="btn btn-p btn-l w-full" disabled={busy}>
          {busy ? t("doing") : t("do")}
        </button>
      </Form>
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
