import { useTranslations } from "next-intl";
import type { RunView } from "#lib/domain/views/run-view.ts";
import { atWork } from "./at-work.ts";

type StillAtWorkProps = { readonly run: Pick<RunView, "steps" | "stillRunning"> };

/** "sqlto01\PCHAT still works on RESTORE LOG (session 57, 42 %)…", one sentence for each server. */
export function StillAtWork({ run }: StillAtWorkProps) {
  const t = useTranslations("run.stillRunning");
  return atWork(run).map(({ key, target, what, session, percent }) => {
    const details = [
      ...(session === null ? [] : [t("session", { session })]),
      ...(percent === null ? [] : [t("percent", { percent })]),
    ].join(", ");
    return (
      <span key={key} className="[overflow-wrap:anywhere]">
        {t(details === "" ? "works" : "worksWith", { target, what, details })}{" "}
      </span>
    );
  });
}
