import type { FileEntry, Ports } from "#lib/domain/ports.ts";
import { peakRate } from "#lib/domain/run/loss.ts";
import type { EvidencePort } from "#lib/domain/steps/step.ts";
import type { Pool } from "#lib/domain/topology/pool.ts";
import type { LossView } from "#lib/domain/views/run-view.ts";
import type { PlannedManifest } from "./planned-manifest.ts";

type Looks = {
  readonly pool: Pool;
  readonly ports: Pick<Ports, "files" | "sql" | "clock">;
  readonly evidence: Pick<EvidencePort, "watermarks">;
};
type About = {
  readonly procedure: string;
  readonly target: string;
  readonly loss: LossView | null;
  readonly appliesLog: boolean;
};
type Folder = "backupShare" | "copyFolder";
type Listed = FileEntry & { readonly folder: Folder };
type LeftOut = NonNullable<PlannedManifest["log"]>["leftOut"][number];

/** So many of the newest files are tried, until a header can be read. */
const tried = 3;

/** What would not come along now, for a plan and again before its point of no return. Only reads; a silent share is said, not thrown. */
export async function readManifest(
  looks: Looks,
  { procedure, target, loss, appliesLog }: About,
): Promise<PlannedManifest> {
  const [log, perMinute] = await Promise.all([appliesLog ? readLog(looks, target) : null, growth(looks)]);
  const messages = loss && {
    fewest: loss.fewest,
    most: loss.most,
    sampledAt: loss.sampledAt,
    completeUpTo: loss.completeUpTo,
    perMinute,
  };
  return { procedure, target, seenAt: looks.ports.clock.now().toISOString(), messages, log };
}

async function growth({ pool, evidence }: Looks): Promise<string | null> {
  const home = pool.instances.filter((i) => i.site === "home").map((i) => i.name);
  const rate = peakRate((await evidence.watermarks(120)).filter((w) => home.includes(w.instance)));
  return rate === null ? null : String(Math.ceil(rate * 60));
}

async function readLog(looks: Looks, target: string): Promise<PlannedManifest["log"]> {
  let shareError: string | null = null;
  const listOf = async (folder: Folder): Promise<readonly Listed[]> =>
    (await looks.ports.files.list(folder)).map((file) => ({ ...file, folder }));
  const share = await listOf("backupShare").catch((e: unknown) => {
    shareError = e instanceof Error ? e.message : String(e);
    return [];
  });
  const copied = await listOf("copyFolder").catch(() => []);
  const files = [...share, ...copied].sort((a, b) => b.modifiedAt.localeCompare(a.modifiedAt));
  const why = (file: Listed) =>
    !/\.trn$/i.test(file.name) ? "not a finished log backup" : file.sizeBytes === 0n ? "empty" : null;
  const leftOut = files.flatMap((file) => (why(file) === null ? [] : [asLeftOut(file, why(file) ?? "")]));
  const ready = files.filter((file) => why(file) === null);
  for (const file of ready.slice(0, tried)) {
    const path = `${looks.pool.folders[file.folder].asServer.replace(/\\+$/, "")}\\${file.name}`;
    try {
      const headers = await looks.ports.sql.readHeaders(target, path);
      const header = headers.findLast((h) => h.backupType === 2 && h.databaseName.toLowerCase() === "mgc");
      if (!header) continue;
      const upTo = { lsn: header.lastLsn, file: file.name, finishDate: header.finishDate };
      return { upTo, leftOut: sorted(leftOut), shareError };
    } catch (e) {
      leftOut.push(asLeftOut(file, e instanceof Error ? e.message : String(e)));
    }
  }
  return { upTo: null, leftOut: sorted(leftOut), shareError };
}

const asLeftOut = ({ folder, name, sizeBytes }: Listed, why: string): LeftOut => ({
  folder,
  file: name,
  sizeBytes: sizeBytes.toString(),
  why,
});

const sorted = (all: readonly LeftOut[]) =>
  [...all].sort((a, b) => (`${a.folder} ${a.file}` < `${b.folder} ${b.file}` ? -1 : 1));
