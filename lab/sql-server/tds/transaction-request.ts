import { ByteWriter } from "./byte-writer.ts";
import { writeTransactionChange } from "./tokens.ts";

type TransactionStep = { readonly text: string; readonly change: 8 | 9 | 10 };

const steps: Readonly<Record<number, TransactionStep>> = {
  5: { text: "BEGIN TRANSACTION", change: 8 },
  7: { text: "COMMIT TRANSACTION", change: 9 },
  8: { text: "ROLLBACK TRANSACTION", change: 10 },
};

/** The client's transaction calls are the statements of the same name, so that the engine knows of them. */
export function transactionStep(requestType: number): TransactionStep | null {
  return steps[requestType] ?? null;
}

export function transactionToken(change: TransactionStep["change"], descriptor: bigint): Buffer {
  const out = new ByteWriter();
  writeTransactionChange(out, change, descriptor);
  return out.take();
}
