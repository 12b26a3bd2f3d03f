import { useTranslations } from "next-intl";
import { Form } from "#components/ui/form.tsx";

type SearchFormProps = { readonly words: string };

/** A plain form: the address can be passed on. */
export function SearchForm({ words }: SearchFormProps) {
  const t = useTranslations("history.search");
  return (
    <Form method="get" action="/history/search" className="not-printed flex flex-wrap items-end gap-3 px-4 py-3">
      <label className="fld min-w-60 flex-1">
        <span>{t("words")}</span>
        <input
          className="inp"
          type="search"
          name="words"
          defaultValue={words}
          maxLength={200}
          aria-describedby="words-hint"
        />
      </label>
      <button type="submit" className="btn btn-p">
        {t("do")}
      </button>
      <p id="words-hint" className="w-full text-xs text-ink-2">
        {t("wordsHint")}
      </p>
    </Form>
  );
}
