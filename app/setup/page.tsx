import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Languages } from "#app/languages.tsx";
import { withTexts } from "#app/with-texts.tsx";
import { Setup } from "#components/setup/setup.tsx";
import { BarePage } from "#components/shell/bare-page.tsx";
import { SignOutButton } from "#components/shell/sign-out-button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { beginSetup } from "#lib/services/begin-setup.ts";
import { hasPermission } from "#lib/services/permissions.ts";
import { topologyContext } from "#lib/web/context.ts";
import { look, review, save, takeIn, test } from "./actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("setup"))("title") };
}

type SetupPageProps = { readonly searchParams: Promise<{ readonly new?: string | readonly string[] }> };

async function SetupPage({ searchParams }: SetupPageProps) {
  const [ctx, t, asked] = await Promise.all([topologyContext(), getTranslations("setup"), searchParams]);
  const own = (
    <span className="flex items-center gap-3">
      <Languages />
      <span className="flex-none">
        <SignOutButton />
      </span>
    </span>
  );
  if (!hasPermission(ctx.actor, "settings.write"))
    return (
      <BarePage languages={own}>
        <main id="main" className="self-center pb-24">
          <h1 className="sr-only">{t("title")}</h1>
          <EmptyState title={t("notAllowed")}>
            <p className="max-w-prose">{t("notAllowedMeans")}</p>
          </EmptyState>
        </main>
      </BarePage>
    );
  const isNew = asked.new !== undefined;
  const { draft, credentials, shells, hasPool } = await beginSetup(ctx, { isNew });
  return (
    <BarePage languages={own}>
      <main id="main" className="mx-auto grid w-full max-w-6xl content-start gap-4 px-4 pb-24">
        <div>
          <h1 className="text-2xl">{t(hasPool ? (isNew ? "add" : "change") : "title")}</h1>
          {hasPool ? <Link href="/settings">{t("back")}</Link> : null}
        </div>
        <Setup
          draft={draft}
          credentials={credentials}
          shells={shells.map((each) => JSON.stringify([each.executable, ...each.arguments]))}
          look={look}
          test={test}
          review={review}
          save={save}
          takeIn={takeIn}
        />
      </main>
    </BarePage>
  );
}

export default withTexts("app/setup/page.tsx", SetupPage);
