import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Languages } from "#app/languages.tsx";
import { withTexts } from "#app/with-texts.tsx";
import { BarePage } from "#components/shell/bare-page.tsx";
import { ActionForm } from "#components/ui/action-form.tsx";
import { Field } from "#components/ui/field.tsx";
import { linkGoal } from "#lib/web/context.ts";
import { followLink } from "./actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("link"))("passwordTitle") };
}

/** Looking at the page uses nothing up; sending the form does. */
async function LinkPage({ params }: { readonly params: Promise<{ token: string }> }) {
  const [{ token }, t, people] = await Promise.all([params, getTranslations("link"), getTranslations("people")]);
  const goal = await linkGoal(token);
  const isFirst = goal?.kind === "first-administrator";
  return (
    <BarePage languages={<Languages />}>
      <main id="main" className="grid max-w-md gap-3 self-center pb-24">
        <h1 className="text-2xl">{t(goal === null ? "goneTitle" : isFirst ? "firstTitle" : "passwordTitle")}</h1>
        {goal === null ? <p>{t("goneMeans")}</p> : null}
        {goal?.kind === "password" ? <p>{t("passwordMeans", { name: goal.person.name })}</p> : null}
        {isFirst ? <p>{t("firstMeans")}</p> : null}
        {goal === null ? (
          <Link href="/sign-in">{t("signIn")}</Link>
        ) : (
          <ActionForm action={followLink} hidden={{ token }} label={t("do")} look="btn btn-p">
            {isFirst ? <Field name="name" label={people("name")} required /> : null}
            {isFirst ? <Field name="email" type="email" label={people("email")} required /> : null}
            <Field
              name="password"
              type="password"
              label={t("password")}
              hint={t("passwordHint")}
              autoComplete="new-password"
              required
            />
          </ActionForm>
        )}
      </main>
    </BarePage>
  );
}

export default withTexts("app/link/[token]/page.tsx", LinkPage);
