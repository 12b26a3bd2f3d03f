import type { ChatMessage, DatabaseState } from "./state.ts";
import type { World } from "./world.ts";

/** Messages in an old copy at home that the copy which serves now does not have. */
export type StrandedTruth = {
  /** The instance whose copy serves users now. */
  readonly serving: string;
  /** The home copy with the highest mirroring role sequence, hence the last principal; null when home has no copy. */
  readonly lastHomePrincipal: string | null;
  /** In any home copy. */
  readonly total: number;
  readonly byInstance: Readonly<Record<string, number>>;
  readonly rows: readonly {
    readonly room: number;
    readonly chatId: number;
    readonly userId: number;
    readonly at: string;
    readonly text: string;
    /** Copies that have it. */
    readonly in: readonly string[];
    /** The serving copy has another message under this number (ids are given twice after a failover). */
    readonly idTaken: boolean;
  }[];
};

/** null while the other site's copy has not been recovered, or home's serves again. */
export function strandedTruth(world: World): StrandedTruth | null {
  const serving = servingCopy(world);
  if (serving === null) return null;
  const held = new Set(serving.db.content.messages);
  const taken = new Set(
    serving.db.content.messages.map((index) => keyOf(world.messages[index])).filter((key) => key !== ""),
  );
  const found = new Map<number, string[]>();
  const byInstance: Record<string, number> = {};
  for (const instance of world.instances.values()) {
    const db = instance.site === "home" ? instance.database("mgc") : null;
    if (!db) continue;
    const only = db.content.messages.filter((index) => !held.has(index));
    byInstance[instance.name] = only.length;
    for (const index of only) found.set(index, [...(found.get(index) ?? []), instance.name]);
  }
  const rows = [...found].flatMap(([index, copies]) => {
    const message = world.messages[index];
    if (!message) return [];
    const { room, chatId, userId, atMs, text } = message;
    const at = new Date(atMs).toISOString();
    return [{ room, chatId, userId, at, text, in: copies, idTaken: taken.has(keyOf(message)) }];
  });
  return { serving: serving.name, lastHomePrincipal: lastHomePrincipal(world), total: found.size, byInstance, rows };
}

const keyOf = (message: ChatMessage | undefined): string => (message ? `${message.room}|${message.chatId}` : "");

function servingCopy(world: World): { readonly name: string; readonly db: DatabaseState } | null {
  for (const instance of world.instances.values()) {
    const db = instance.site === "other" ? instance.database("mgc") : null;
    const isMirror = db?.mirroring?.role === "MIRROR";
    if (db?.state === "ONLINE" && db.standbyFile === null && !isMirror) return { name: instance.name, db };
  }
  return null;
}

function lastHomePrincipal(world: World): string | null {
  const copies = [...world.instances.values()].flatMap((instance) => {
    const db = instance.site === "home" ? instance.database("mgc") : null;
    return db ? [{ name: instance.name, db, role: db.mirroring?.role, turn: db.mirroring?.roleSequence ?? 0 }] : [];
  });
  copies.sort(
    (a, b) =>
      b.turn - a.turn ||
      Number(b.role === "PRINCIPAL") - Number(a.role === "PRINCIPAL") ||
      Number(b.db.state === "ONLINE") - Number(a.db.state === "ONLINE"),
  );
  return copies[0]?.name ?? null;
}
