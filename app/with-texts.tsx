import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import { textsOf } from "#lib/web/texts.ts";

/**
 * A page or layout that gives the browser the texts which its client sources ask for, and no others. `of` is its own file, as
 * "app/(main)/page.tsx"; scripts/texts/page-texts.mjs finds out which texts these are.
 */
export function withTexts<Props extends object>(of: string, Shown: (props: Props) => ReactNode | Promise<ReactNode>) {
  return async function ShownWithTexts(props: Props) {
    return (
      <NextIntlClientProvider messages={textsOf(of, await getMessages())}>
        <Shown {...props} />
      </NextIntlClientProvider>
    );
  };
}
