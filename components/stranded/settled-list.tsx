import { useTranslations } from "next-intl";
import { Panel } from "#components/ui/panel.tsx";
import { Time } from "#components/ui/time.tsx";
import type { StrandedSettlement } from "#lib/domain/stranded/settlement.ts";

type SettledListProps = { readonly settled: readonly StrandedSettlement[]; readonly mayRead: boolean };

/** Exports and waivers so far, with hash, and the way to read a transcript for who may. */
export function SettledList({ settled, mayRead }: SettledListProps) {
  const t = useTranslations("stranded.settled");
  return (
    <Panel title={t("title")} note={t("note")}>
      {settled.length === 0 ? <p className="px-4 py-3 text-ink-2">{t("none")}</p> : null}
      <ul>
        {settled.map((each) => (
          <li key={`${each.kind} ${each.at}`} className="grid gap-1 border-b border-line px-4 py-3 last:border-0">
            <p className="font-medium">
              {t(each.kind, { person: each.person })} <Time at={each.at} look="day" />
            </p>
            <p>
              {each.messages === null
                ? t("unknown")
                : t("about", {
                    messages: each.messages,
                    deletions: each.deletions ?? 0,
                    instance: each.instance ?? "",
                  })}
            </p>
            {each.kind === "waived" ? <p>{t("decidedBy", { name: each.decidedBy, reason: each.reason })}</p> : null}
            {each.kind === "exported" ? (
              <p className="font-mono text-xs text-ink-2 [overflow-wrap:anywhere]">
                {each.file} · SHA-256 {each.sha256}
              </p>
            ) : null}
            {each.kind === "exported" && mayRead ? (
              <p>
                <a href={`/api/stranded/${each.file}`} className="btn btn-s">
                  {t("read")}
                </a>{" "}
                <span className="text-xs text-ink-2">{t("readMeans")}</span>
              </p>
            ) : null}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
