"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Field } from "#components/ui/field.tsx";
import { Form } from "#components/ui/form.tsx";
import { Status } from "#components/ui/status.tsx";
import { askAuth } from "./ask-auth.ts";
import { FactorKeys, type Keys, keysOf } from "./factor-keys.tsx";

type SecondFactorProps = { readonly isOn: boolean };

/** Sets a time-based second factor up, or switches it off; both ask for the password. */
export function SecondFactor({ isOn }: SecondFactorProps) {
  const t = useTranslations("account.factor");
  const router = useRouter();
  const [word, setWord] = useState("");
  const [keys, setKeys] = useState<Keys | null>(null);
  const [failed, setFailed] = useState<number | null>(null);
  async function submit(event: FormEvent) {
    event.preventDefault();
    const path = keys !== null ? "/two-factor/verify-totp" : isOn ? "/two-factor/disable" : "/two-factor/enable";
    const answer = await askAuth(path, keys !== null ? { code: word.replace(/\s/g, "") } : { password: word });
    setWord("");
    setFailed(answer.status === 200 ? null : answer.status);
    if (answer.status !== 200) return;
    setKeys(keys === null && !isOn ? keysOf(answer.value) : null);
    router.refresh();
  }
  return (
    <Form onSubmit={submit} className="grid gap-2">
      <Status tone={isOn ? "ok" : "idle"}>{t(isOn ? "on" : "off")}</Status>
      {keys === null ? null : <FactorKeys keys={keys} />}
      <Field
        name="word"
        type={keys === null ? "password" : "text"}
        label={t(keys === null ? "password" : "code")}
        autoComplete={keys === null ? "current-password" : "one-time-code"}
        value={word}
        onChange={setWord}
        required
      />
      <div>
        <button type="submit" className="btn">
          {t(keys !== null ? "finish" : isOn ? "stop" : "begin")}
        </button>
      </div>
      {failed === null ? null : (
        <p role="alert">
          <Status tone="bad">{t("failed", { status: failed })}</Status>
        </p>
      )}
    </Form>
  );
}
