import { AppError } from "#lib/domain/errors.ts";
import { poolStream, settlementKinds, settlementOf } from "#lib/domain/stranded/settlement.ts";
import { sha256Of } from "#lib/domain/stranded/transcript.ts";
import type { ServiceContext } from "./context.ts";
import { requirePermission } from "./permissions.ts";

/** The audit is looked through this far back, in exports and waivers. */
const entriesLookedAt = 200;

/**
 * One exported transcript, compared with the hash in the audit. That it was read, and by whom, is recorded before it is given.
 * @throws AppError "not-found" when the audit knows no such export, "refused" when the file is not what was exported
 */
export async function readStranded(
  ctx: ServiceContext,
  input: { readonly file: string },
): Promise<{ readonly file: string; readonly sha256: string; readonly text: string }> {
  requirePermission(ctx.actor, "stranded.read");
  const { pool, store, transcripts } = ctx.console;
  const stream = poolStream(pool.fqdn);
  const entries = await store.entries(stream, settlementKinds, entriesLookedAt);
  const found = entries
    .flatMap((e) => settlementOf(e) ?? [])
    .find((s) => s.kind === "exported" && s.file === input.file);
  if (found?.kind !== "exported") throw new AppError("not-found", `the audit knows no transcript ${input.file}`);
  const text = await transcripts.read(found.file);
  const sha256 = sha256Of(text);
  if (sha256 !== found.sha256)
    throw new AppError(
      "refused",
      `${found.file} is not what was exported: its SHA-256 is ${sha256}, the audit has ${found.sha256}. Export again while home's copy exists.`,
    );
  const data = { file: found.file, sha256, personId: ctx.actor.id };
  await store.recordEntry({ stream, kind: "stranded-read", person: ctx.actor.name, data });
  return { file: found.file, sha256, text };
}
