import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { SignInForm } from "#components/sign-in/sign-in-form.tsx";
import { currentActor, labAccounts } from "#lib/web/context.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signIn"))("title") };
}

export default async function SignInPage() {
  const [t, actor] = await Promise.all([getTranslations("signIn"), currentActor()]);
  if (actor !== null) redirect("/");
  return (
    <main id="main" className="mx-auto w-full max-w-md pt-12">
      <h1>{t("title")}</h1>
      <p className="mt-1 text-base text-ink-2">{t("pool")}</p>
      <SignInForm accounts={labAccounts()} />
    </main>
  );
}
