"use client";

import { BarePage } from "#components/shell/bare-page.tsx";
import { FailedPage } from "#components/ui/failed-page.tsx";

type ErrorPageProps = { readonly error: Error & { digest?: string }; readonly reset: () => void };

export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return (
    <BarePage>
      <main id="main">
        <FailedPage digest={error.digest} again={reset} />
      </main>
    </BarePage>
  );
}
