import { type Browser, expect, type Page } from "@playwright/test";
import type { Stand } from "#e2e/stand.ts";

/** Looks at the page that is open now; `name` says which page in which state. */
export type Look = (page: Page, name: string) => Promise<void>;
export type Teller = { readonly page: Page; readonly browser: Browser; readonly stand: Stand; readonly look: Look };

/** Waits until the run asks for this decision. */
export async function asked(page: Page, title: string): Promise<void> {
  await expect(page.getByRole("heading", { name: `Decision needed: ${title}` })).toBeVisible({ timeout: 180_000 });
}
