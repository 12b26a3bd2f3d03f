import { useTranslations } from "next-intl";
import { Panel } from "#components/ui/panel.tsx";
import { textOr } from "#components/ui/text-or.ts";
import type { NeverDone as Left } from "#lib/domain/procedures/never-done.ts";

type NeverDoneProps = { readonly left: readonly Left[] };

/** What no run has ever done here: nobody knows yet whether it works. */
export function NeverDone({ left }: NeverDoneProps) {
  const t = useTranslations("history.neverDone");
  const steps = useTranslations("steps");
  const procedures = useTranslations("procedures");
  return (
    <Panel title={t("title")} note={t("note")}>
      <ul className="px-4 py-2">
        {left.map(({ procedure, steps: ids, of }) => (
          <li key={procedure} className="py-1">
            <span className="font-medium">{textOr(procedures, procedure, procedure)}</span>{" "}
            <span className="text-ink-2">
              {ids.length === of
                ? t("all", { of })
                : t("some", { steps: ids.map((id) => textOr(steps, `${id}.title`, id)).join(" · "), of })}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
