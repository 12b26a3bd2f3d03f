import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Languages } from "#app/languages.tsx";
import { withTexts } from "#app/with-texts.tsx";
import { BarePage } from "#components/shell/bare-page.tsx";
import { DirectoryButton } from "#components/sign-in/directory-button.tsx";
import { SignInForm } from "#components/sign-in/sign-in-form.tsx";
import { ownPath } from "#lib/domain/own-path.ts";
import { currentActor, directoryName, labAccounts } from "#lib/web/context.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signIn"))("title") };
}

type Asked = string | readonly string[];
type SignInPageProps = { readonly searchParams: Promise<{ readonly problem?: Asked; readonly to?: Asked }> };

async function SignInPage({ searchParams }: SignInPageProps) {
  const [t, actor, { problem, to }] = await Promise.all([getTranslations("signIn"), currentActor(), searchParams]);
  const directory = directoryName();
  const then = ownPath(to);
  if (actor !== null) redirect(then);
  return (
    <BarePage languages={<Languages />}>
      <main id="main" className="max-w-md self-center pb-24">
        <h1 className="text-2xl">{t("title")}</h1>
        <p className="mt-1 text-base text-ink-2">{t("pool")}</p>
        {directory === null ? null : (
          <DirectoryButton name={directory} problem={typeof problem === "string" ? problem : null} then={then} />
        )}
        <SignInForm accounts={labAccounts()} then={then} />
      </main>
    </BarePage>
  );
}

export default withTexts("app/sign-in/page.tsx", SignInPage);
