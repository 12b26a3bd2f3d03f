import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { BarePage } from "#components/shell/bare-page.tsx";
import { SignInForm } from "#components/sign-in/sign-in-form.tsx";
import { currentActor, labAccounts } from "#lib/web/context.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signIn"))("title") };
}

export default async function SignInPage() {
  const [t, actor] = await Promise.all([getTranslations("signIn"), currentActor()]);
  if (actor !== null) redirect("/");
  return (
    <BarePage>
      <main id="main" className="max-w-md self-center pb-24">
        <h1 className="text-2xl">{t("title")}</h1>
        <p className="mt-1 text-base text-ink-2">{t("pool")}</p>
        <SignInForm accounts={labAccounts()} />
      </main>
    </BarePage>
  );
}
