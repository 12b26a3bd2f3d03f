"use client";

import { BellRing } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useStreamState } from "./stream-provider.tsx";
import { useDecisionNotice } from "./use-decision-notice.ts";

const kept = "decision-notice";

/** Asks for the permission only when the person presses the button; what he chose is kept in this browser. */
export function DecisionNotice() {
  const t = useTranslations("shell.notify");
  const { overview } = useStreamState();
  const [state, setState] = useState<"none" | "off" | "on" | "denied">("none");
  useEffect(() => {
    if (!("Notification" in window)) return;
    if (Notification.permission === "denied") setState("denied");
    else setState(localStorage.getItem(kept) === "yes" && Notification.permission === "granted" ? "on" : "off");
  }, []);
  const run = overview?.activeRun ?? null;
  const waits = run !== null && (run.status === "waiting-for-decision" || run.status === "interrupted");
  useDecisionNotice({
    waiting: waits ? run.id : null,
    on: state === "on",
    title: t("title", { label: run?.label ?? "" }),
    body: t("body", { pool: overview?.poolFqdn ?? "" }),
    href: `/runs/${run?.id ?? ""}`,
  });
  async function change() {
    if (state === "on") {
      localStorage.removeItem(kept);
      setState("off");
      return;
    }
    const answer = await Notification.requestPermission();
    if (answer === "granted") localStorage.setItem(kept, "yes");
    setState(answer === "granted" ? "on" : answer === "denied" ? "denied" : "off");
  }
  if (state === "none") return null;
  if (state === "denied") return <p className="px-2 pb-2 text-xs text-ink-3">{t("denied")}</p>;
  return (
    <button type="button" className="btn btn-s btn-g" onClick={change} aria-pressed={state === "on"}>
      <BellRing className="i i-s" aria-hidden="true" />
      {t(state === "on" ? "off" : "ask")}
    </button>
  );
}
