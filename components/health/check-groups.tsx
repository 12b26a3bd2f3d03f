import Link from "next/link";
import { useTranslations } from "next-intl";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Status } from "#components/ui/status.tsx";
import { type CheckState, checkFamilies, checkStates } from "#lib/domain/health/check.ts";
import type { CheckView } from "#lib/domain/views/health-view.ts";
import { CheckRow } from "./check-row.tsx";
import { checkTones } from "./check-tone.ts";

type CheckGroupsProps = {
  readonly checks: readonly CheckView[];
  readonly chosen: CheckState | null;
  readonly now: string;
};

/** All checks by family, worst family and worst check first. */
export function CheckGroups({ checks, chosen, now }: CheckGroupsProps) {
  const t = useTranslations("health");
  const shown = chosen === null ? checks : checks.filter((check) => check.state === chosen);
  const rank = (check: CheckView) => checkStates.indexOf(check.state);
  const groups = checkFamilies
    .map((family) => ({
      family,
      all: checks.filter((check) => check.family === family),
      own: shown.filter((check) => check.family === family).sort((a, b) => rank(a) - rank(b)),
    }))
    .filter(({ own }) => own.length > 0)
    .sort((a, b) => worstRank(a.own) - worstRank(b.own));
  if (groups.length === 0)
    return (
      <section className="panel" aria-label={t("title")}>
        <EmptyState title={t("empty")}>
          <p className="max-w-prose">{t("emptyMeans")}</p>
          <Link href="/health" className="btn mt-3">
            {t("showAll")}
          </Link>
        </EmptyState>
      </section>
    );
  return (
    <div className="grid grid-cols-1 gap-3 min-[1181px]:grid-cols-2">
      {groups.map(({ family, all, own }) => {
        const state = checkStates[worstRank(own)] ?? "unknown";
        const good = all.filter((check) => check.state === "good").length;
        return (
          // What is calm stands in two columns, so that a calm pool fits on few pages.
          <div key={family} className={isCalm(own) ? "min-w-0" : "col-span-full min-w-0"}>
            <Panel
              title={t(`families.${family}`)}
              note={t("counts", { good, all: all.length })}
              aside={<Status tone={checkTones[state]}>{t(`states.${state}`)}</Status>}
            >
              <ul>
                {own.map((check) => (
                  <CheckRow key={check.id} check={check} now={now} />
                ))}
              </ul>
            </Panel>
          </div>
        );
      })}
    </div>
  );
}

const worstRank = (checks: readonly CheckView[]) =>
  Math.min(...checks.map((check) => checkStates.indexOf(check.state)));

const isCalm = (checks: readonly CheckView[]) =>
  checks.every(({ state }) => state === "good" || state === "not-available");
