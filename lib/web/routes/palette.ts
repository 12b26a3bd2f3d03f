import { getTranslations } from "next-intl/server";
import { terms } from "#lib/domain/glossary.ts";
import { checks } from "#lib/domain/health/checks/all.ts";
import { listRuns } from "#lib/services/list-runs.ts";
import { hasPermission } from "#lib/services/permissions.ts";
import { contextOrNull } from "#lib/web/context.ts";
import { errorResponse } from "#lib/web/error-response.ts";

const newestRuns = 50;

/** Where one can go, in the reader's words: pages, the newest runs, named checks, words of the glossary. */
export async function answerPalette(): Promise<Response> {
  const ctx = await contextOrNull();
  if (ctx === null) return Response.json({ code: "not-allowed" }, { status: 401 });
  try {
    const [runs, t] = await Promise.all([listRuns(ctx, { limit: newestRuns }), getTranslations()]);
    const pages = [
      ["/", t("overview.title")],
      ["/health", t("health.title")],
      ["/alerts", t("alerts.title")],
      ["/failover", t("failover.title")],
      ["/approvals", t("approval.list.title")],
      ["/history", t("history.title")],
      ["/stranded", t("stranded.title")],
      ["/settings", t("settings.title")],
      ["/account", t("account.title")],
      ...(hasPermission(ctx.actor, "people.read") ? [["/people", t("people.title")]] : []),
      ["/glossary", t("glossary.title")],
    ];
    const items = [
      ...pages.map(([href, label]) => ({ kind: "page", href, label })),
      ...runs.map(({ id, label, procedure }) => ({
        kind: "run",
        href: `/runs/${id}`,
        label: `${label} · ${t(`procedures.${procedure}`)}`,
      })),
      ...checks.map(({ id }) => ({ kind: "check", href: `/health#${id}`, label: t(`health.checks.${id}.title`) })),
      ...terms.map((id) => ({ kind: "term", href: `/glossary#${id}`, label: t(`glossary.terms.${id}.word`) })),
    ];
    return Response.json(items, { headers: { "cache-control": "no-store" } });
  } catch (e) {
    return errorResponse(e);
  }
}
