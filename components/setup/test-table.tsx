"use client";

import { useTranslations } from "next-intl";
import { Status, type Tone } from "#components/ui/status.tsx";
import type { TestResult, TestVerdict } from "#lib/domain/topology/connections/result.ts";

const tones: Readonly<Record<TestVerdict, Tone>> = { pass: "ok", fail: "bad", unknown: "unknown", "not-tried": "idle" };

type TestTableProps = { readonly results: readonly TestResult[] };

/** Every connection with how far it came: what failed or is unknown with what to do about it, the rest on demand. */
export function TestTable({ results }: TestTableProps) {
  const t = useTranslations("setup.test");
  const of = (...verdicts: readonly TestVerdict[]) => results.filter(({ verdict }) => verdicts.includes(verdict));
  const [fail, unknown, notTried, pass] = [of("fail"), of("unknown"), of("not-tried"), of("pass")];
  return (
    <div className="grid gap-2 pb-3">
      <p role="status" className="px-4">
        {t("summary", { pass: pass.length, fail: fail.length, unknown: unknown.length + notTried.length })}
      </p>
      {fail.length + unknown.length === 0 ? null : <Results results={[...fail, ...unknown]} name={t("toMend")} />}
      {[notTried, pass].map((each) =>
        each[0] === undefined ? null : (
          <details key={each[0].verdict} className="px-4">
            <summary>
              {t(`verdicts.${each[0].verdict}`)} ({each.length})
            </summary>
            <Results results={each} name={t(`verdicts.${each[0].verdict}`)} />
          </details>
        ),
      )}
    </div>
  );
}

function Results({ results, name }: TestTableProps & { readonly name: string }) {
  const t = useTranslations("setup.test");
  const folders = useTranslations("setup.folders");
  const nameOf = (target: string) => (folders.has(target) ? folders(target) : target);
  return (
    <div className="tw">
      <table className="tbl stk" aria-label={name}>
        <thead>
          <tr>
            <th scope="col">{t("target")}</th>
            <th scope="col">{t("what")}</th>
            <th scope="col">{t("result")}</th>
            <th scope="col">{t("said")}</th>
          </tr>
        </thead>
        <tbody>
          {results.map((each) => (
            <tr key={`${each.target} ${each.stage}`}>
              <td className="font-mono [overflow-wrap:anywhere]">{nameOf(each.target)}</td>
              <td data-label={t("what")}>{t(`stages.${each.stage}`)}</td>
              <td data-label={t("result")}>
                <Status tone={tones[each.verdict]}>{t(`verdicts.${each.verdict}`)}</Status>
              </td>
              <td data-label={t("said")} className="[overflow-wrap:anywhere]">
                {each.said}
                {each.verdict === "fail" || each.verdict === "unknown" ? (
                  <p className="max-w-prose text-xs text-ink-2">{t(`remedies.${each.stage}`)}</p>
                ) : null}
                {each.fix.length === 0 ? null : <pre className="code mt-1">{each.fix.join("\n")}</pre>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
