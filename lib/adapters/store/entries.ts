import { canonicalJson, genesisHash, nextRecord } from "#lib/domain/audit/chain.ts";
import type { RunStore } from "#lib/domain/store-port.ts";
import { sealedText } from "./seal.ts";
import { type StoreContext, type Transaction, transact } from "./transact.ts";

export type EntryInput = Parameters<RunStore["recordEntry"]>[0];
type Data = EntryInput["data"];
type Place = { readonly number: number; readonly at: string; readonly previousHash: string };

/** A stream's head is sealed at least this often, in records. */
const sealEvery = 25;

/** Appends one entry to its stream's chain inside an open transaction; `data` may depend on the place it gets. */
export async function insertEntry(
  context: StoreContext,
  tx: Transaction,
  entry: Omit<EntryInput, "data"> & { readonly data: Data | ((place: Place) => Data) },
): Promise<void> {
  const { stream, kind, person } = entry;
  const head = await tx.chainHead.findUnique({ where: { stream } });
  const at = context.now().toISOString();
  const number = (head?.number ?? 0) + 1;
  const place = { number, at, previousHash: head?.hash ?? genesisHash };
  const data = typeof entry.data === "function" ? entry.data(place) : entry.data;
  const record = nextRecord(head, canonicalJson({ v: 1, stream, number, at, kind, person, data }));
  await tx.entry.create({ data: { stream, at, kind, person, ...record } });
  await moveHead(context, tx, { stream, ...record });
}

/** Notes the newest record of a stream, and seals it when its turn has come. */
export async function moveHead(
  context: StoreContext,
  tx: Transaction,
  head: { readonly stream: string; readonly number: number; readonly hash: string },
): Promise<void> {
  const { stream, number, hash } = head;
  await tx.chainHead.upsert({ where: { stream }, create: { stream, number, hash }, update: { number, hash } });
  if (stream !== headsStream && number % sealEvery === 0) await recordHeads(context, tx, [stream]);
}

const headsStream = "heads";

/**
 * Writes the newest record of every stream, or of those named, into the chain "heads", sealed and signed with the audit key: a stream
 * cut off at its end or made anew is found out.
 */
export async function recordHeads(context: StoreContext, tx: Transaction, streams?: readonly string[]): Promise<void> {
  const where = streams === undefined ? { stream: { not: headsStream } } : { stream: { in: [...streams] } };
  const heads = await tx.chainHead.findMany({ where, orderBy: { stream: "asc" } });
  if (heads.length === 0) return;
  const { sealer } = context;
  const data = (place: Place) => {
    if (!sealer) return { heads };
    const text = sealedText(place, heads);
    const { keyId, publicKey } = sealer;
    return { heads, keyId, seal: sealer.seal(text), publicKey, signature: sealer.sign(text) };
  };
  await insertEntry(context, tx, { stream: headsStream, kind: "heads-recorded", person: "console", data });
}

/** The port's `recordEntry`: one transaction. @throws AppError "store-failed" */
export async function recordEntry(context: StoreContext, entry: EntryInput): Promise<void> {
  await transact(context, `entry ${entry.kind}`, (tx) => insertEntry(context, tx, entry));
}
