import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { byLanguage } from "#components/ui/by-language.ts";
import { PageHead } from "#components/ui/page-head.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { terms } from "#lib/domain/glossary.ts";
import { serviceContext } from "#lib/web/context.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("glossary"))("title") };
}

export default async function GlossaryPage() {
  await serviceContext();
  const [t, locale] = await Promise.all([getTranslations("glossary"), getLocale()]);
  const compare = byLanguage(locale);
  const sorted = terms
    .map((id) => ({ id, word: t(`terms.${id}.word`), means: t(`terms.${id}.means`) }))
    .sort((a, b) => compare(a.word, b.word));
  return (
    <>
      <PageHead title={t("title")} note={t("note")} />
      <Panel title={t("help")}>
        <dl>
          {sorted.map(({ id, word, means }) => (
            <div
              key={id}
              id={id}
              className="scroll-mt-16 border-b border-line px-4 py-2 last:border-0 min-[761px]:grid min-[761px]:grid-cols-[220px_minmax(0,1fr)] min-[761px]:gap-3"
            >
              <dt className="font-medium">{word}</dt>
              <dd className="max-w-prose text-ink-2">{means}</dd>
            </div>
          ))}
        </dl>
      </Panel>
    </>
  );
}
