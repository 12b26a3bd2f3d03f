import type { ReportView } from "#lib/domain/report/report-view.ts";
import { type Block, heading, plain, small } from "./blocks.ts";
import type { Words } from "./words.ts";

/** The loss as each approver saw and signed it; nothing where the policy asked nobody. */
export function* signedLoss(w: Words, approval: ReportView["run"]["approval"]): Generator<Block> {
  if (approval?.kind !== "given" || approval.manifest === undefined) return;
  const { by, manifest } = approval;
  const { messages, log, seenAt } = manifest.content;
  const line = (key: string, value: string) => plain(`${w.t(`lossManifest.${key}`)}: ${value}`);
  const known = (value: string | null | undefined) => value ?? w.t("lossManifest.notKnown");
  yield heading(2, w.t("lossManifest.signedTitle"));
  for (const { person, at } of by)
    yield small(`${w.t("lossManifest.signed", { who: person, hash: manifest.hash.slice(0, 12) })} ${w.day(at)}`);
  yield line(
    "messages",
    messages === null ? w.t("lossManifest.none") : `${known(messages.fewest)} – ${known(messages.most)}`,
  );
  if (messages?.perMinute) yield small(w.t("lossManifest.grows", { count: messages.perMinute }));
  if (messages !== null)
    yield line("completeUpTo", messages.completeUpTo === null ? known(null) : w.day(messages.completeUpTo));
  if (log !== null) {
    yield line("upTo", [known(log.upTo?.lsn), log.upTo?.file].filter(Boolean).join(" · "));
    const names = log.leftOut.map(({ file, why }) => `${file} (${why})`).join(", ");
    yield line("leftOut", names || w.t("lossManifest.nothingLeftOut"));
    if (log.shareError !== null) yield small(w.t("lossManifest.share", { error: log.shareError }));
  }
  yield line("seenAt", w.day(seenAt));
  yield line("hash", manifest.hash);
}
