"use client";

import { NextIntlClientProvider } from "next-intl";
import { useState } from "react";
import { FailedPage } from "#components/ui/failed-page.tsx";
import texts from "#lib/web/generated/failed-page-texts.json";
import "./globals.css";

type GlobalErrorProps = { readonly error: Error & { digest?: string }; readonly reset: () => void };

/** In place of everything, when even the frame of the pages failed. It brings its own texts, and keeps the language and theme that the page had. */
export default function GlobalError({ error, reset }: GlobalErrorProps) {
  const [was] = useState(() => (typeof document === "undefined" ? null : document.documentElement));
  const language = Object.keys(texts).find((each) => each === was?.lang) ?? "en";
  const messages = texts[language as keyof typeof texts];
  return (
    <html lang={language} data-theme={was?.dataset.theme} className={was?.className} suppressHydrationWarning>
      <body>
        <NextIntlClientProvider locale={language} messages={messages} timeZone="UTC">
          <title>{messages.errors.title}</title>
          <main id="main" className="bare">
            <FailedPage digest={error.digest} again={reset} />
          </main>
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
