"use client";

import { useTranslations } from "next-intl";
import { Status, type Tone } from "#components/ui/status.tsx";
import type { TestResult, TestVerdict } from "#lib/domain/topology/connections/result.ts";

const tones: Readonly<Record<TestVerdict, Tone>> = { pass: "ok", fail: "bad", unknown: "unknown", "not-tried": "idle" };
const order: readonly TestVerdict[] = ["fail", "unknown", "not-tried", "pass"];

type TestTableProps = { readonly results: readonly TestResult[] };

/** Every connection with how far it came; what failed stands first, with what to do about it. */
export function TestTable({ results }: TestTableProps) {
  const t = useTranslations("setup.test");
  const count = (verdict: TestVerdict) => results.filter((each) => each.verdict === verdict).length;
  const sorted = [...results].sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict));
  return (
    <div className="tw">
      <p role="status" className="px-4 py-2">
        {t("summary", { pass: count("pass"), fail: count("fail"), unknown: count("unknown") + count("not-tried") })}
      </p>
      <table className="tbl stk">
        <thead>
          <tr>
            <th scope="col">{t("target")}</th>
            <th scope="col">{t("what")}</th>
            <th scope="col">{t("result")}</th>
            <th scope="col">{t("said")}</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((each) => (
            <tr key={`${each.target} ${each.stage}`}>
              <td className="font-mono [overflow-wrap:anywhere]">{each.target}</td>
              <td data-label={t("what")}>{t(`stages.${each.stage}`)}</td>
              <td data-label={t("result")}>
                <Status tone={tones[each.verdict]}>{t(`verdicts.${each.verdict}`)}</Status>
              </td>
              <td data-label={t("said")} className="[overflow-wrap:anywhere]">
                {each.said}
                {each.verdict === "fail" || each.verdict === "unknown" ? (
                  <p className="text-xs text-ink-2">{t(`remedies.${each.stage}`)}</p>
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
