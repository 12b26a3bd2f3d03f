import { LanguageChoice } from "#components/shell/language-choice.tsx";
import { offeredLanguages } from "#lib/web/texts.ts";
import { setLanguage } from "./language-actions.ts";

/** The choice of language, wherever a page has room for it. */
export function Languages() {
  return <LanguageChoice offered={offeredLanguages} choose={setLanguage} />;
}
