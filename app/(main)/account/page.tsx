import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { withTexts } from "#app/with-texts.tsx";
import { ConfirmForm } from "#components/account/confirm-form.tsx";
import { SecondFactor } from "#components/account/second-factor.tsx";
import { SessionTable } from "#components/people/session-table.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { ownAccount } from "#lib/services/own-sessions.ts";
import { serviceContext } from "#lib/web/context.ts";
import { confirmNow, endMine } from "./actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("account"))("title") };
}

async function AccountPage() {
  const [ctx, t] = await Promise.all([serviceContext(), getTranslations("account")]);
  const { sessions, hasSecondFactor } = await ownAccount(ctx);
  return (
    <>
      <PageHead title={t("title")} note={t("note", { name: ctx.actor.name })} />
      <div className="g32">
        <div className="self-start">
          <Panel title={t("sessions.title")}>
            <SessionTable sessions={sessions} currentId={ctx.actor.sessionId ?? null} action={endMine} />
          </Panel>
        </div>
        <div className="stack">
          <Panel title={t("confirm.title")}>
            <div className="px-4 py-3">
              <ConfirmForm action={confirmNow} />
            </div>
          </Panel>
          <Panel title={t("factor.title")}>
            <div className="px-4 py-3">
              <SecondFactor isOn={hasSecondFactor} />
            </div>
          </Panel>
        </div>
      </div>
    </>
  );
}

export default withTexts("app/(main)/account/page.tsx", AccountPage);
