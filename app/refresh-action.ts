"use server";

import { refresh } from "next/cache";

/** The page that asks comes with the answer. A tab's router would leave a page for the browser's error page when nobody answers. */
export async function refreshPage(): Promise<void> {
  refresh();
}
