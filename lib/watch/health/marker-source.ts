import { sendTestMessage } from "#lib/domain/commands/cmdlets.ts";
import { type MarkerRoom, markerRoomQuery, markerRoomRow } from "#lib/domain/commands/queries/marker.ts";
import { StepError } from "#lib/domain/errors.ts";
import { isMarkerDue, markerKinds, markerStanding, roomGuidOf } from "#lib/domain/health/marker.ts";
import { poolStream } from "#lib/domain/stranded/settlement.ts";
import { messageOf, readFailed, readNow } from "#lib/watch/loop.ts";
import { attempt, liveInstance, type Source, type SourceContext } from "#lib/watch/source.ts";

const entriesLookedAt = 50;
const cmdletDeadlineMs = 200_000;

/**
 * Writes the daily marker by the product's own test message, where the pool file asks for it, and keeps room and number in the pool's
 * stream. Whether the test leaves its message in the room is documented nowhere: a marker counts only when the room's number rose.
 * While a run is under way none is written. A console that starts anew goes on with what was recorded.
 */
export function markerSource(ctx: SourceContext): Source {
  const { pool, store, ports } = ctx;
  const stream = poolStream(pool.fqdn);
  const record = (kind: string, data: Readonly<Record<string, unknown>>) =>
    store.recordEntry({ stream, kind, person: "console", data });
  const look = async () => {
    const standing = markerStanding(await store.entries(stream, markerKinds, entriesLookedAt));
    ctx.change(() => ({ marker: readNow(ports.clock, standing) }));
    return standing;
  };
  return {
    name: "marker",
    intervalMs: ctx.intervals.watermark,
    deadlineMs: cmdletDeadlineMs,
    failed: (error) => ctx.change((seen) => ({ marker: readFailed(seen.marker, error) })),
    work: async () => {
      const { activeRun, poolState } = ctx.seen();
      const standing = await look();
      const isAsked = pool.testUsers?.dailyMarker === true;
      if (!isAsked || !isMarkerDue(standing, ports.clock.now().toISOString())) return undefined;
      // Nothing is written into a pool of which state or copy is not known, nor beside a run.
      const isKnown =
        poolState.value !== null && poolState.error === null && "value" in attempt(() => liveInstance(ctx.seen()));
      if (activeRun !== null || !isKnown) return ctx.intervals.instance;
      const guid = roomGuidOf(pool.testUsers?.chatRoomUri ?? "");
      // Nothing has been sent when this fails: it is tried again in the next turn.
      const before = guid === null ? null : await readRoom(ctx, guid);
      const [written] = await Promise.allSettled([writeMarker(ctx, guid, before)]);
      await (written.status === "fulfilled"
        ? record("marker-written", written.value)
        : record("marker-failed", { why: messageOf(written.reason) }));
      await look();
      return undefined;
    },
  };
}

/** Sends one test message and gives room and number of what it left. @throws StepError when it failed or left nothing */
async function writeMarker(ctx: SourceContext, guid: string | null, before: MarkerRoom | null) {
  const { pool, ports } = ctx;
  const refused = (why: string) => new StepError("refused", why, { effect: "none" });
  if (pool.testUsers === undefined || guid === null || before === null)
    throw refused("testUsers.chatRoomUri of the pool file does not end with a room's GUID");
  const [said] = await ports.shell.invoke(sendTestMessage(pool.testUsers));
  if (said?.Result !== "Success") throw refused(`the test message failed: ${String(said?.Error ?? "no answer")}`);
  const after = await readRoom(ctx, guid);
  if (BigInt(after.lastChatId) <= BigInt(before.lastChatId))
    throw refused(`the test message arrived and left nothing in the room ${after.name}`);
  return { room: after.room, name: after.name, chatId: after.lastChatId };
}

async function readRoom({ ports, seen }: SourceContext, guid: string): Promise<MarkerRoom> {
  const instance = liveInstance(seen());
  const [room] = await ports.sql.read(markerRoomQuery(instance, guid), markerRoomRow);
  if (room === undefined) throw new StepError("refused", `mgc on ${instance} has no room ${guid}`, { effect: "none" });
  return room;
}
