import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { withTexts } from "#app/with-texts.tsx";
import { LinkForm } from "#components/people/link-form.tsx";
import { NotForYou } from "#components/people/not-for-you.tsx";
import { RoleField } from "#components/people/role-field.tsx";
import { SessionTable } from "#components/people/session-table.tsx";
import { ActionForm } from "#components/ui/action-form.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { getPerson } from "#lib/services/get-person.ts";
import { hasPermission } from "#lib/services/permissions.ts";
import { serviceContext } from "#lib/web/context.ts";
import { linkFor, revoke, setDisabled, setRole } from "./actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("people"))("title") };
}

async function PersonPage({ params }: { readonly params: Promise<{ id: string }> }) {
  const [{ id }, ctx, t] = await Promise.all([params, serviceContext(), getTranslations("people")]);
  if (!hasPermission(ctx.actor, "people.read")) return <NotForYou />;
  const found = await getPerson(ctx, { id });
  if (found === null) notFound();
  const { person, sessions } = found;
  return (
    <>
      <PageHead title={person.name} note={`${person.email} · ${t(person.disabled ? "disabled" : "active")}`} />
      <p className="mb-3">
        <Link href="/people">{t("back")}</Link>
      </p>
      <div className="g32">
        <div className="self-start">
          <Panel title={t("sessions")}>
            <SessionTable sessions={sessions} currentId={ctx.actor.sessionId ?? null} action={revoke} />
            <div className="px-4 py-3">
              <ActionForm action={revoke} hidden={{ id, sessionId: "" }} label={t("revokeAll")} />
            </div>
          </Panel>
        </div>
        <Panel title={t("manage")}>
          <div className="grid gap-4 px-4 py-3">
            <ActionForm action={setRole} hidden={{ id }} label={t("changeRole")}>
              <RoleField label={t("role")} value={person.role ?? "none"} withNone />
              <p className="text-xs text-ink-2">{t("roleMeans")}</p>
            </ActionForm>
            <ActionForm
              action={setDisabled}
              hidden={{ id, disabled: person.disabled ? "no" : "yes" }}
              label={t(person.disabled ? "enable" : "disable")}
            />
            <LinkForm id={id} name={person.name} action={linkFor} />
          </div>
        </Panel>
      </div>
    </>
  );
}

export default withTexts("app/(main)/people/[id]/page.tsx", PersonPage);
