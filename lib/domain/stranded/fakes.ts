import {
  heldQuery,
  idsQuery,
  type MessageRow,
  messagesQuery,
  pageRows,
  roomsQuery,
} from "#lib/domain/commands/queries/stranded.ts";
import { AppError, StepError } from "#lib/domain/errors.ts";
import type { SqlPort, SqlQuery } from "#lib/domain/ports.ts";

/** For tests: one copy of mgc as values. */
export type FakeCopy = {
  state: string;
  role: string | null;
  roleSequence: number | null;
  /** Messages per room id. */
  rooms: Map<number, MessageRow[]>;
  answers: boolean;
  /** Called after each read; a copy that takes messages while it is read changes here. */
  onRead?: () => void;
};

/** For tests: a copy with the messages given. */
export function fakeCopy(
  rooms: Readonly<Record<number, readonly MessageRow[]>>,
  over: Partial<FakeCopy> = {},
): FakeCopy {
  const kept = new Map(Object.entries(rooms).map(([id, all]) => [Number(id), [...all]]));
  return { state: "ONLINE", role: null, roleSequence: null, rooms: kept, answers: true, ...over };
}

/** For tests: one message. */
export function message(chatId: number, text: string, over: Partial<MessageRow> = {}): MessageRow {
  const ticks = String(638_000_000_000_000_000n + BigInt(chatId) * 10_000_000n);
  return {
    chatId: String(chatId),
    ticks,
    userId: 1,
    sender: "sip:giulia@contoso.local",
    isAlert: false,
    content: text,
    ...over,
  };
}

/** For tests: instances that answer what finding and comparing copies ask. Everything else is refused. */
export function fakeCopies(copies: Readonly<Record<string, FakeCopy>>): SqlPort & { readonly asked: SqlQuery[] } {
  const asked: SqlQuery[] = [];
  const refuse = () => Promise.reject(new AppError("internal", "nothing may be changed"));
  return {
    asked,
    readHeaders: refuse,
    execute: refuse,
    quiet: refuse,
    read: async (query, row) => {
      asked.push(query);
      const copy = copies[query.target];
      if (!copy?.answers) throw new StepError("unreachable", `${query.target} does not answer`, { effect: "none" });
      const rows = answer(query, copy);
      copy.onRead?.();
      return rows.map((each) => row.parse(each));
    },
  };
}

type Row = Readonly<Record<string, unknown>>;

function answer(query: SqlQuery, copy: FakeCopy): readonly Row[] {
  const { text, target } = query;
  if (text.includes("sys.database_mirroring")) return [stateRow(copy)];
  if (copy.state !== "ONLINE") throw new StepError("remote", `mgc on ${target} cannot be opened`, { effect: "none" });
  const p = query.parameters ?? {};
  const all = copy.rooms.get(Number(p.room)) ?? [];
  const number = (name: string) => BigInt(String(p[name] ?? 0));
  const span = { room: 0, after: "0", upTo: "0", from: "0", to: "0" };
  const above = all.filter((m) => BigInt(m.chatId) > number("after"));
  const upTo = above.filter((m) => BigInt(m.chatId) <= number("upTo"));
  switch (text) {
    case roomsQuery(target).text:
      return [...copy.rooms].map(([room, each]) => ({
        room,
        name: `Room ${room}`,
        lastChatId: each.at(-1)?.chatId ?? "0",
      }));
    case messagesQuery(target, span).text:
      return above
        .filter((m) => BigInt(m.ticks) >= number("from") && BigInt(m.ticks) <= number("to"))
        .slice(0, pageRows);
    case idsQuery(target, span).text:
      return upTo.slice(0, pageRows).map((m) => ({ chatId: m.chatId }));
    case heldQuery(target, span).text:
      return [{ held: String(upTo.length), total: String(upTo.reduce((sum, m) => sum + BigInt(m.chatId), 0n)) }];
    default:
      if (text.includes("CHECKSUM_AGG")) return [fingerprintRow(copy)];
      throw new AppError("internal", `the fake does not know ${text}`);
  }
}

function stateRow(copy: FakeCopy): Row {
  const { state, role, roleSequence } = copy;
  const absent = {
    isReadOnly: null,
    isInStandby: null,
    mirroringState: null,
    witnessState: null,
    partnerInstance: null,
  };
  const server = { productVersion: "11.0", edition: "Standard", serverUtc: "2026-11-21T10:00:00.000Z" };
  return { ...server, ...absent, stateDesc: state, mirroringRole: role, roleSequence };
}

function fingerprintRow(copy: FakeCopy): Row {
  const all = [...copy.rooms.values()].flat();
  const content = JSON.stringify([...copy.rooms]).length * 7_919 + all.length;
  return {
    lastIds: "0",
    messages: String(all.length),
    newest: null,
    content: String(content),
    rooms: copy.rooms.size,
    principals: 1,
    poolId: "p",
  };
}
