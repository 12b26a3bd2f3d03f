import { useTranslations } from "next-intl";
import { Fragment } from "react";

const keys = [
  { id: "overview", keys: ["g", "o"] },
  { id: "health", keys: ["g", "c"] },
  { id: "approvals", keys: ["g", "a"] },
  { id: "failover", keys: ["g", "f"] },
  { id: "history", keys: ["g", "h"] },
  { id: "palette", keys: ["Ctrl", "k"] },
  { id: "help", keys: ["?"] },
  { id: "pause", keys: ["p"] },
  { id: "resume", keys: ["r"] },
  { id: "choose", keys: ["a", "b", "c"] },
  { id: "send", keys: ["Ctrl", "Enter"] },
  { id: "output", keys: ["o"] },
  { id: "steps", keys: ["s"] },
] as const;

export function ShortcutList() {
  const t = useTranslations("shell.keys");
  return (
    <dl className="grid grid-cols-[112px_minmax(0,1fr)] gap-x-3 gap-y-1.5 px-4 py-3">
      {keys.map((each) => (
        <Fragment key={each.id}>
          <dt className="flex items-center gap-1">
            {each.keys.map((key) => (
              <kbd key={key} className="kbd">
                {key}
              </kbd>
            ))}
          </dt>
          <dd>{t(`list.${each.id}`)}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
