"use client";

import { FailedPage } from "#components/ui/failed-page.tsx";

type ErrorPageProps = { readonly error: Error & { digest?: string }; readonly reset: () => void };

export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return <FailedPage digest={error.digest} again={reset} />;
}
