import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata } from "next";
import { cookies } from "next/headers";
import { NextIntlClientProvider } from "next-intl";
import { getLocale, getMessages, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { FocusKeeper } from "#components/shell/focus-keeper.tsx";
import { RefreshProvider } from "#components/ui/refresh-provider.tsx";
import { textsOf } from "#lib/web/texts.ts";
import { refreshPage } from "./refresh-action.ts";
import "./globals.css";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("app");
  return { title: { default: t("title"), template: `%s · ${t("title")}` }, description: t("description") };
}

export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const [locale, messages, jar] = await Promise.all([getLocale(), getMessages(), cookies()]);
  const theme = jar.get("theme")?.value;
  return (
    <html
      lang={locale}
      data-theme={theme === "dark" || theme === "light" ? theme : undefined}
      className={`${GeistSans.variable} ${GeistMono.variable}`}
      suppressHydrationWarning
    >
      <body>
        <FocusKeeper />
        <NextIntlClientProvider messages={textsOf("app/layout.tsx", messages)}>
          <RefreshProvider refresh={refreshPage}>{children}</RefreshProvider>
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
