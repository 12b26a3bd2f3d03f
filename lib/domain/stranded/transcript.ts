import { createHash } from "node:crypto";
import { countsOf } from "./counts.ts";
import type { Stranded, StrandedRoom } from "./read-stranded.ts";

export type TranscriptHead = {
  readonly poolFqdn: string;
  readonly runLabel: string;
  readonly recoveredAt: string;
  readonly person: string;
  /** Console's UTC, ISO. */
  readonly at: string;
};

/** A .NET tick count as ISO UTC with seven decimals; that `chatDate` is UTC ticks is an inference (persistent-chat.md D.3). */
export function ticksToIso(ticks: string): string {
  const all = BigInt(ticks);
  const ms = all / 10_000n - 62_135_596_800_000n;
  const rest = String(all % 10_000n).padStart(4, "0");
  const date = new Date(Number(ms));
  return Number.isNaN(date.getTime()) ? `${ticks} ticks` : `${date.toISOString().slice(0, -1)}${rest}Z`;
}

/**
 * The stranded messages as plain text that a person can read and a program can split: one message a line after its head, lines of
 * a message that has several indented. Same content and head, same text. Pure.
 */
export function transcriptText(stranded: Stranded, head: TranscriptHead): string {
  const counts = countsOf(stranded);
  const { home, serving } = stranded;
  const lines = [
    "Persistent Chat: messages stranded at home",
    "Private content. Whoever reads this is recorded.",
    "",
    `Pool               ${head.poolFqdn}`,
    `Failover           ${head.runLabel}, copy online at ${head.recoveredAt}`,
    `Read from          ${home.instance} (last principal at home)`,
    `Compared with      ${serving} (serves now), by time, sender and text`,
    `Exported           ${head.at} by ${head.person}`,
    `Content of home    ${home.fingerprint.messages} messages, checksum ${home.fingerprint.content ?? "none"}`,
    `Above              ${stranded.hasWatermark ? "the newest number per room when the other copy was recovered" : "nothing: the recovered copy was not sampled, every message was compared"}`,
    `Stranded           ${counts.messages} messages in ${stranded.rooms.filter((r) => r.messages.length > 0).length} rooms`,
    `Deleted at home    ${stranded.hasWatermark ? `${counts.deletions} messages that the serving copy still holds` : "not known"}`,
    "",
    ...stranded.rooms.flatMap(roomLines),
    "End of transcript",
    "",
  ];
  return lines.join("\n");
}

function roomLines(room: StrandedRoom): readonly string[] {
  const title = `Room ${oneLine(room.name)} (${room.room}), above ${room.above}: ${room.messages.length} messages`;
  return [
    title,
    "-".repeat(title.length),
    ...room.messages.flatMap((m) => {
      const notes = [m.numberTaken ? "number given again" : null, m.isAlert ? "alert" : null].filter((n) => n !== null);
      const note = notes.length > 0 ? ` [${notes.join(", ")}]` : "";
      const text = (m.content ?? "").split(/\r\n|\r|\n/);
      return [
        `#${m.chatId}  ${ticksToIso(m.ticks)}  ${oneLine(m.sender ?? `user ${m.userId}`)}${note}: ${text[0] ?? ""}`,
        ...text.slice(1).map((line) => `    | ${line}`),
      ];
    }),
    ...(room.deletedAtHome.length > 0
      ? [`Deleted at home, still in the serving copy: ${room.deletedAtHome.map((id) => `#${id}`).join(" ")}`]
      : []),
    "",
  ];
}

/** A name cannot begin a line of its own, or it could pass for a message. */
const oneLine = (text: string) => text.replaceAll(/[\r\n]+/g, " ");

/** SHA-256 over the text as UTF-8, as hex. */
export function sha256Of(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}
