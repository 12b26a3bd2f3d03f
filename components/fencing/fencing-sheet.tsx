import { useTranslations } from "next-intl";
import { StackedTable } from "#components/ui/stacked-table.tsx";
import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import type { FencingView } from "#lib/domain/fencing/sheet.ts";
import type { Vote } from "#lib/domain/fencing/vote.ts";
import { EyesRow } from "./eyes-row.tsx";

const tones = { "may-write": "bad", lives: "warn", "cannot-write": "ok", "no-proof": "unknown" } as const;

type FencingSheetProps = {
  readonly fencing: FencingView;
  /** Before it is asked about, the sheet is for reading up; then it stands open. On paper it always does. */
  readonly isAsked: boolean;
};

/** What every independent witness says of the opposite side, each with its time. It lets nothing pass: rule 1 looks by itself. */
export function FencingSheet({ fencing, isAsked }: FencingSheetProps) {
  const t = useTranslations("fencing");
  const { votes, eyes } = fencing;
  const heads = [t("witness"), t("says"), t("answer"), t("at")];
  const ofServers = votes.filter((v) => v.witness === "chat-services");
  const ofInstances = votes.filter((v) => v.witness !== "chat-services");
  const instances = [...new Set(ofInstances.map((v) => v.subject))];
  return (
    <details className="panel fencing" open={isAsked}>
      <summary className="ph flex-wrap">
        <h2>{t("title")}</h2>
        <span className="text-xs text-ink-3">{t("note", { count: votes.length })}</span>
      </summary>
      <p className="px-4 py-2 text-ink-2">{t("rule")}</p>
      {instances.map((instance) => (
        <section key={instance} aria-label={t("of", { subject: instance })} className="border-t border-line">
          <h3 className="px-4 pt-2 font-mono text-xs font-semibold">{instance}</h3>
          <StackedTable heads={heads}>
            {ofInstances
              .filter((v) => v.subject === instance)
              .map((v) => (
                <VoteRow key={v.witness} vote={v} name={t(`witnesses.${v.witness}`)} heads={heads} />
              ))}
            {eyes
              .filter((e) => e.instance === instance)
              .map((e) => (
                <EyesRow key="eyes" eyes={e} heads={heads} />
              ))}
          </StackedTable>
        </section>
      ))}
      {ofServers.length === 0 ? null : (
        <section aria-label={t("witnesses.chat-services")} className="border-t border-line">
          <h3 className="px-4 pt-2 text-xs font-semibold">{t("witnesses.chat-services")}</h3>
          <StackedTable heads={heads}>
            {ofServers.map((v) => (
              <VoteRow key={v.subject} vote={v} name={v.subject} heads={heads} />
            ))}
          </StackedTable>
        </section>
      )}
    </details>
  );
}

type VoteRowProps = { readonly vote: Vote; readonly name: string; readonly heads: readonly string[] };

function VoteRow({ vote, name, heads }: VoteRowProps) {
  const t = useTranslations("fencing");
  return (
    <tr>
      <td>
        {name}
        <span className="block text-xs text-ink-3 [overflow-wrap:anywhere]">{vote.how}</span>
      </td>
      <td data-label={heads[1]}>
        <Status tone={tones[vote.says]}>{t(`words.${vote.says}`)}</Status>
      </td>
      <td data-label={heads[2]} lang="" className="[overflow-wrap:anywhere]">
        {vote.answer}
      </td>
      <td data-label={heads[3]}>
        <Time at={vote.at} />
      </td>
    </tr>
  );
}
