import { AppError } from "#lib/domain/errors.ts";
import { countsOf } from "#lib/domain/stranded/counts.ts";
import { lookForStranded } from "#lib/domain/stranded/look-for-stranded.ts";
import { type ExportedData, poolStream } from "#lib/domain/stranded/settlement.ts";
import { sha256Of, transcriptText } from "#lib/domain/stranded/transcript.ts";
import type { ServiceContext } from "./context.ts";
import { requirePermission } from "./permissions.ts";

/**
 * Writes what only the last home principal holds into a transcript outside both sites, and its hash and counts into the audit. It
 * settles a failback's question for exactly this content of home. Each call makes a new file; safe to call twice.
 * @throws AppError "refused" while home takes messages or cannot be read, "store-failed" when file or audit could not be written
 */
export async function exportStranded(ctx: ServiceContext): Promise<ExportedData> {
  requirePermission(ctx.actor, "stranded.read");
  const { pool, store, ports, transcripts } = ctx.console;
  const { run, stranded } = await lookForStranded({ pool, store, sql: ports.sql });
  if (!stranded.isStill)
    throw new AppError(
      "refused",
      `${stranded.home.instance} took messages while it was read, so the transcript would not be all of them: fence home first, then export again`,
    );
  const at = ports.clock.now().toISOString();
  const { label: runLabel, recoveredAt, runId } = run;
  const text = transcriptText(stranded, { poolFqdn: pool.fqdn, runLabel, recoveredAt, person: ctx.actor.name, at });
  const file = `stranded-${runLabel}-${at.replaceAll(/[:.]/g, "-")}-${ports.ids.newId().slice(0, 8)}.txt`;
  const { sizeBytes } = await transcripts.save(file, text);
  const { messages, deletions } = countsOf(stranded);
  const { instance, fingerprint } = stranded.home;
  const data: ExportedData = {
    runId,
    runLabel,
    instance,
    home: fingerprint,
    messages,
    deletions,
    file,
    sha256: sha256Of(text),
    sizeBytes,
  };
  await store.recordEntry({
    stream: poolStream(pool.fqdn),
    kind: "stranded-exported",
    person: ctx.actor.name,
    data: { ...data, personId: ctx.actor.id },
  });
  return data;
}
