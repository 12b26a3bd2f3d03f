import { useTranslations } from "next-intl";
import { Status } from "#components/ui/status.tsx";
import type { InstanceView } from "#lib/domain/views/overview-view.ts";
import { isOld } from "./is-old.ts";

type MirrorLinkProps = { readonly instances: readonly InstanceView[]; readonly now: string };

/** The line between the two instances of a site: what the engine says about their mirroring. */
export function MirrorLink({ instances, now }: MirrorLinkProps) {
  const t = useTranslations("overview.mirroring");
  const speaking = instances.filter((instance) => !isOld(instance.state, now));
  const mirrored = speaking.find((instance) => instance.state.value?.mirroringState != null)?.state.value;
  if (speaking.length === 0) {
    return (
      <div className="vlink dash">
        <Status tone="unknown">{t("unknown")}</Status>
      </div>
    );
  }
  if (!mirrored) return <div className="vlink dash">{t("none")}</div>;
  const good = mirrored.mirroringState === "SYNCHRONIZED";
  return (
    <div className={good ? "vlink" : "vlink dash"}>
      {t("label")} <Status tone={good ? "ok" : "warn"}>{mirrored.mirroringState}</Status>
      {mirrored.witnessState === null ? null : <span> · {t("witness", { state: mirrored.witnessState })}</span>}
    </div>
  );
}
