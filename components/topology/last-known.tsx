import { useTranslations } from "next-intl";
import { Age } from "#components/ui/age.tsx";
import { Status } from "#components/ui/status.tsx";
import type { Reading } from "#lib/domain/views/overview-view.ts";
import { isOld } from "./is-old.ts";

type LastKnownProps<T> = {
  readonly reading: Reading<T>;
  readonly now: string;
  readonly show: (value: T) => string;
};

/** A value with its age; what can no longer be read stays, grey, with its time, and counts as unknown. */
export function LastKnown<T>({ reading, now, show }: LastKnownProps<T>) {
  const t = useTranslations("reading");
  if (reading.value === null) {
    return (
      <span title={reading.error ?? undefined}>
        <Status tone="unknown">{reading.error === null ? t("never") : t("noAnswer")}</Status>
      </span>
    );
  }
  if (isOld(reading, now)) {
    return (
      <span className="flex flex-wrap items-baseline gap-x-2 text-ink-3" title={reading.error ?? undefined}>
        <Status tone="unknown">{t("was", { value: show(reading.value) })}</Status>
        <span className="text-xs">
          <Age at={reading.at} now={now} />
        </span>
      </span>
    );
  }
  return (
    <span className="flex flex-wrap items-baseline gap-x-2">
      <span className="min-w-0 font-medium [overflow-wrap:anywhere]">{show(reading.value)}</span>
      <span className="text-xs">
        <Age at={reading.at} now={now} />
      </span>
    </span>
  );
}
