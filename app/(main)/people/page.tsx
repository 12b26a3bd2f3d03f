import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { withTexts } from "#app/with-texts.tsx";
import { ActsTable } from "#components/people/acts-table.tsx";
import { NotForYou } from "#components/people/not-for-you.tsx";
import { PeopleTable } from "#components/people/people-table.tsx";
import { RoleField } from "#components/people/role-field.tsx";
import { ActionForm } from "#components/ui/action-form.tsx";
import { Field } from "#components/ui/field.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { listPeople } from "#lib/services/list-people.ts";
import { listPeopleActs } from "#lib/services/list-people-acts.ts";
import { hasPermission } from "#lib/services/permissions.ts";
import { serviceContext } from "#lib/web/context.ts";
import { add } from "./actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("people"))("title") };
}

async function PeoplePage() {
  const [ctx, t] = await Promise.all([serviceContext(), getTranslations("people")]);
  if (!hasPermission(ctx.actor, "people.read")) return <NotForYou />;
  const [people, acts] = await Promise.all([listPeople(ctx), listPeopleActs(ctx)]);
  return (
    <>
      <PageHead title={t("title")} note={t("note")} />
      <div className="g32">
        <div className="stack">
          <Panel title={t("title")}>
            <PeopleTable people={people} />
          </Panel>
          <Panel title={t("acts.title")} note={t("acts.note")}>
            <ActsTable acts={acts} />
          </Panel>
        </div>
        <div className="self-start">
          <Panel title={t("add")}>
            <div className="px-4 py-3">
              <ActionForm action={add} label={t("addDo")} look="btn btn-p">
                <Field name="name" label={t("name")} required />
                <Field name="email" type="email" label={t("email")} required />
                <RoleField label={t("role")} value="viewer" />
                <p className="text-xs text-ink-2">{t("addMeans")}</p>
              </ActionForm>
            </div>
          </Panel>
        </div>
      </div>
    </>
  );
}

export default withTexts("app/(main)/people/page.tsx", PeoplePage);
