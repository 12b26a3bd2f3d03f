import { CircleQuestionMark, Database } from "lucide-react";
import { useTranslations } from "next-intl";
import { Age } from "#components/ui/age.tsx";
import { Status } from "#components/ui/status.tsx";
import { textOr } from "#components/ui/text-or.ts";
import type { InstanceView } from "#lib/domain/views/overview-view.ts";
import { isOld } from "./is-old.ts";
import { needsCopy } from "./needs-copy.ts";

type InstanceNodeProps = { readonly instance: InstanceView; readonly now: string; readonly twoWritable: boolean };

export function InstanceNode({ instance, now, twoWritable }: InstanceNodeProps) {
  const t = useTranslations("overview.instance");
  const duties = useTranslations("duties");
  const roles = useTranslations("instanceRoles");
  const { state } = instance;
  const old = isOld(state, now);
  const value = state.value;
  const writable = value?.writable === true;
  // At home a RESTORING copy without a partner is what a failover or a fence left: no log backup reaches it.
  const isBare = !needsCopy(instance) && value?.mgcState === "absent";
  const role = value?.role === "secondary" && instance.site === "home" ? "left" : value?.role;
  const silence = instance.refusal === undefined ? "noAnswer" : instance.refusal === "denied" ? "denied" : "refuses";
  const look = old ? "" : writable ? (twoWritable ? "bad" : "live") : "";
  const Icon = old ? CircleQuestionMark : Database;
  return (
    <div className={old ? "node text-ink-3" : "node"}>
      <span className={`ic ${look} ${old ? "border-dashed" : ""}`}>
        <Icon className="i" aria-hidden="true" />
      </span>
      <code className="min-w-0 truncate font-semibold" title={instance.name}>
        {instance.name}
      </code>
      <span className="justify-self-end font-medium">
        {isBare ? null : role === undefined ? t("roleUnknown") : old ? t("was", { value: roles(role) }) : roles(role)}
      </span>
      <span className="min-w-0 text-xs text-ink-2">
        {value === null ? (
          <Status tone="unknown">{state.error === null ? t("neverRead") : t(silence)}</Status>
        ) : isBare ? (
          old ? (
            <Status tone="unknown">{t(silence)}</Status>
          ) : (
            t("noCopy")
          )
        ) : old ? (
          <Status tone="unknown">{t("wasState", { state: value.mgcState })}</Status>
        ) : (
          t(writable ? "stateWritable" : "state", { state: value.mgcState })
        )}
      </span>
      <span className="justify-self-end text-xs">
        <Age at={state.at} now={now} />
      </span>
      <span className="col-start-2 col-end-4 text-xs text-ink-3">
        {instance.duties.map((duty) => textOr(duties, duty, duty)).join(", ")}
        {value === null ? "" : ` · ${value.productVersion}`}
        {state.error === null ? null : <span className="block [overflow-wrap:anywhere]">{state.error}</span>}
      </span>
    </div>
  );
}
