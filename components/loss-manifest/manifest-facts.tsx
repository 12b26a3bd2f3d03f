import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LossText } from "#components/run/loss-text.tsx";
import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import type { PlannedManifest } from "#lib/domain/loss-manifest/planned-manifest.ts";

type ManifestFactsProps = {
  readonly manifest: PlannedManifest;
  /** Of the manifest as it is kept: a page may say it in another language. */
  readonly hash: string;
  /** On paper all readers see the same. */
  readonly zone?: "UTC";
};

/** Exactly what is signed: messages, how far the log reaches, files left out by name, and the hash over all of it. */
export function ManifestFacts({ manifest, hash, zone }: ManifestFactsProps) {
  const t = useTranslations("lossManifest");
  const { messages, log, seenAt } = manifest;
  const at = (time: string | null) => (time === null ? t("notKnown") : <Time at={time} look="zone" zone={zone} />);
  return (
    <dl className="grid gap-1.5 px-4 py-3">
      <Row name={t("messages")}>
        {messages === null ? t("none") : <LossText loss={messages} />}
        {messages?.perMinute ? (
          <span className="block text-xs text-ink-2">{t("grows", { count: messages.perMinute })}</span>
        ) : null}
      </Row>
      {messages === null ? null : <Row name={t("completeUpTo")}>{at(messages.completeUpTo)}</Row>}
      {log === null ? null : (
        <>
          <Row name={t("upTo")}>
            <code className="[overflow-wrap:anywhere]">{log.upTo?.lsn ?? t("notKnown")}</code>
            {log.upTo?.file ? (
              <span className="block text-xs text-ink-2 [overflow-wrap:anywhere]">{log.upTo.file}</span>
            ) : null}
          </Row>
          <Row name={t("leftOut")}>
            {log.shareError === null ? null : <Status tone="bad">{t("share", { error: log.shareError })}</Status>}
            {log.leftOut.length === 0 ? t("nothingLeftOut") : null}
            <ul>
              {log.leftOut.map((file) => (
                <li key={`${file.folder} ${file.file}`} className="[overflow-wrap:anywhere]">
                  <code>{file.file}</code> · {t("bytes", { count: file.sizeBytes })} · {file.why}
                </li>
              ))}
            </ul>
          </Row>
        </>
      )}
      <Row name={t("seenAt")}>{at(seenAt)}</Row>
      <Row name={t("hash")}>
        <code className="text-xs [overflow-wrap:anywhere]">{hash}</code>
      </Row>
    </dl>
  );
}

function Row({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="grid gap-x-4 min-[700px]:grid-cols-[12rem_1fr]">
      <dt className="text-ink-3">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}
