import { canonicalJson, nextRecord } from "#lib/domain/audit/chain.ts";
import type { RunStore } from "#lib/domain/store-port.ts";
import { type StoreContext, type Transaction, transact } from "./transact.ts";

export type EntryInput = Parameters<RunStore["recordEntry"]>[0];

/** Appends one entry to its stream's chain inside an open transaction. */
export async function insertEntry(context: StoreContext, tx: Transaction, entry: EntryInput): Promise<void> {
  const { stream, kind, person, data } = entry;
  const head = await tx.chainHead.findUnique({ where: { stream } });
  const at = context.now().toISOString();
  const number = (head?.number ?? 0) + 1;
  const record = nextRecord(head, canonicalJson({ v: 1, stream, number, at, kind, person, data }));
  await tx.entry.create({ data: { stream, at, kind, person, ...record } });
  await moveHead(tx, stream, record);
}

/** Notes the newest record of a stream. */
export async function moveHead(
  tx: Transaction,
  stream: string,
  head: { readonly number: number; readonly hash: string },
): Promise<void> {
  const { number, hash } = head;
  await tx.chainHead.upsert({ where: { stream }, create: { stream, number, hash }, update: { number, hash } });
}

/** Writes the newest record of every stream into the chain "heads", so that a stream cut off at its end is found out. */
export async function recordHeads(context: StoreContext, tx: Transaction, streams?: readonly string[]): Promise<void> {
  const where = streams === undefined ? { stream: { not: "heads" } } : { stream: { in: [...streams] } };
  const heads = await tx.chainHead.findMany({ where, orderBy: { stream: "asc" } });
  if (heads.length === 0) return;
  await insertEntry(context, tx, { stream: "heads", kind: "heads-recorded", person: "console", data: { heads } });
}

/** The port's `recordEntry`: one transaction. @throws AppError "store-failed" */
export async function recordEntry(context: StoreContext, entry: EntryInput): Promise<void> {
  await transact(context, `entry ${entry.kind}`, (tx) => insertEntry(context, tx, entry));
}
