import { useTranslations } from "next-intl";
import { textOr } from "./text-or.ts";

type ActionErrorProps = { readonly code: string; readonly message?: string | undefined };

/** What failed, as it came back, and the remedy for its code. */
export function ActionError({ code, message }: ActionErrorProps) {
  const t = useTranslations("errors");
  return (
    <div role="alert" className="ban ban-bad mt-2">
      <div className="min-w-0">
        <p className="font-medium">{textOr(t, code, code)}</p>
        {code === "confirm-identity" ? (
          <p>
            <a href="/account" target="_blank" rel="noreferrer">
              {t("confirmLink")}
            </a>
          </p>
        ) : null}
        {message ? <p className="text-xs text-ink-2 [overflow-wrap:anywhere]">{message}</p> : null}
      </div>
    </div>
  );
}
