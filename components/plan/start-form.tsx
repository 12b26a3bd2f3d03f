"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { enterNeverSends } from "#components/run/enter-never-sends.ts";
import { ActionError } from "#components/ui/action-error.tsx";
import type { FormAction } from "#components/ui/action-result.ts";
import { Field } from "#components/ui/field.tsx";
import { Form } from "#components/ui/form.tsx";
import { useSend } from "#components/ui/use-send.ts";
import type { ProcedureId } from "#lib/domain/procedures/procedure-id.ts";
import { RequirementList } from "./requirement-list.tsx";

/** Where the approval stands that the pool's policy asks for. */
export type StartApproval = { readonly isApproved: boolean; readonly mayGoWithout: boolean };
type StartFormProps = {
  /** Null: the procedure needs none. */
  readonly approval: StartApproval | null;
  readonly planId: string;
  readonly procedure: ProcedureId;
  readonly typedName: string;
  readonly blocking: readonly string[];
  readonly allowed: boolean;
  readonly action: FormAction<{ readonly runId: string }>;
};

/** Users stay where they are. */
const staysPut: readonly StartFormProps["procedure"][] = [
  "mirror-failover",
  "fence-returned-home",
  "re-protect",
  "drill",
];

export function StartForm(props: StartFormProps) {
  const t = useTranslations("plan.start");
  const [state, send, busy] = useSend(props.action);
  const [reason, setReason] = useState("");
  const [typed, setTyped] = useState("");
  const failed = state !== null && !state.ok ? state : null;
  const same = typed.trim().toLowerCase() === props.typedName.toLowerCase();
  const [emergency, setEmergency] = useState("");
  const mayGoWithout = props.approval !== null && !props.approval.isApproved && props.approval.mayGoWithout;
  const approved = props.approval === null || props.approval.isApproved || (mayGoWithout && emergency.trim() !== "");
  const ready = props.blocking.length === 0 && props.allowed && same && approved && reason.trim() !== "";
  return (
    <Form action={send} onKeyDown={enterNeverSends} className="not-printed grid gap-3 border-t border-line px-4 py-3">
      <input type="hidden" name="planId" value={props.planId} />
      <Field
        name="reason"
        label={t("reason")}
        hint={t("reasonHint")}
        value={reason}
        onChange={setReason}
        error={failed?.fields.reason?.[0] ?? null}
        required
      />
      <Field
        name="typedName"
        label={t(staysPut.includes(props.procedure) ? "typedNameStays" : "typedName", { name: props.typedName })}
        value={typed}
        onChange={setTyped}
        error={failed?.fields.typedName?.[0] ?? null}
        required
        mono
      />
      {mayGoWithout && props.allowed ? (
        <Field
          name="emergencyReason"
          label={t("emergency")}
          hint={t("emergencyHint")}
          value={emergency}
          onChange={setEmergency}
        />
      ) : null}
      <RequirementList
        blocking={props.blocking}
        reason={reason.trim() !== ""}
        typed={same}
        allowed={props.allowed}
        approval={
          props.approval === null ? null : props.approval.isApproved ? "given" : approved ? "without" : "missing"
        }
      />
      <button
        type="submit"
        className="btn btn-p btn-l w-full"
        aria-disabled={!ready || busy}
        aria-describedby="start-means"
        onClick={(event) => {
          if (!ready || busy) event.preventDefault();
        }}
      >
        {busy ? t("starting") : t(`do.${props.procedure}`, { name: props.typedName })}
      </button>
      <p id="start-means" className="text-xs text-ink-2">
        {t(`means.${props.procedure}`)}
      </p>
      {failed === null ? null : <ActionError code={failed.code} message={failed.message} />}
    </Form>
  );
}
