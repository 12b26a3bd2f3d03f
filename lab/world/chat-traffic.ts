import { recordEvent } from "./compliance.ts";
import { isWritable, roomGuid, rooms } from "./database.ts";
import type { InstanceWorld } from "./instance-world.ts";
import { appendRecord } from "./mirroring.ts";
import { chatServers } from "./places.ts";
import { mayEnter, serviceLogin } from "./principals.ts";
import type { OpenSession } from "./sessions.ts";
import type { World } from "./world.ts";

const sentences = [
  "Rates are moving, see the desk sheet.",
  "Settlement for Frankfurt is done.",
  "Who has the latest list?",
  "Ticket is closed.",
  "Please confirm the cut-off.",
  "Confirmed from Torino.",
  "Board is green again.",
];
const perSecond = 2;
const pingEveryMs = 5000;

type Message = {
  readonly room: (typeof rooms)[number];
  readonly words: string;
  readonly fqdn: string;
  readonly nowMs: number;
};

/** What the chat servers do: each one by its own replica, so a stale one goes on writing where it always did. */
export class ChatTraffic {
  readonly #world: World;
  readonly #sessions = new Map<string, { open: OpenSession; instance: InstanceWorld }>();
  readonly #pinged = new Map<string, number>();
  #lastMs: number | null = null;
  #owed = 0;
  #turn = 0;

  constructor(world: World) {
    this.#world = world;
  }

  tick(now: Date): void {
    const elapsed = this.#lastMs === null ? 500 : Math.min(Math.max(now.getTime() - this.#lastMs, 0), 10_000);
    this.#lastMs = now.getTime();
    const writing = chatServers.flatMap(({ fqdn }) => {
      const instance = this.#connect(fqdn);
      return instance ? [{ fqdn, instance }] : [];
    });
    for (const { fqdn, instance } of writing) this.#ping(fqdn, instance, now.getTime());
    this.#owed += (elapsed / 1000) * perSecond;
    if (writing.length === 0) this.#owed = 0;
    for (; this.#owed >= 1 && writing.length > 0; this.#owed -= 1) {
      const at = writing[this.#turn % writing.length];
      if (at) this.#post(at.fqdn, at.instance, now.getTime());
      this.#turn += 1;
    }
  }

  /** The instance this server writes to now, with an open session in mgc; null when it writes nowhere. */
  #connect(fqdn: string): InstanceWorld | null {
    const target = this.#target(fqdn);
    const held = this.#sessions.get(fqdn);
    if (held && (held.instance !== target || held.open.session.signal.aborted)) {
      held.open.end();
      this.#sessions.delete(fqdn);
    }
    if (target && !this.#sessions.has(fqdn)) {
      const open = target.openSession({
        login: "CONTOSO\\svc-pchat",
        hostName: (fqdn.split(".")[0] ?? fqdn).toUpperCase(),
        programName: ".Net SqlClient Data Provider",
        database: "mgc",
      });
      this.#sessions.set(fqdn, { open, instance: target });
    }
    return target;
  }

  #target(fqdn: string): InstanceWorld | null {
    const { lync, siteUp } = this.#world;
    const server = chatServers.find((one) => one.fqdn === fqdn);
    if (!server || !siteUp[server.site] || !lync.serviceRunning(fqdn)) return null;
    if (this.#world.faults.has(`chat-hung:${fqdn}`)) return null;
    const seen = lync.seenBy(fqdn);
    if (!seen.activeServers.some((active) => active.toLowerCase() === fqdn)) return null;
    const site = seen.poolState === "Normal" ? "home" : "other";
    const candidates = [...this.#world.instances.values()].filter(
      (instance) =>
        instance.site === site &&
        instance.up &&
        !instance.refusingLogins &&
        (!instance.paused || this.#sessions.get(fqdn)?.instance === instance) &&
        (instance.cutOff ? server.site === instance.site : !instance.blackHoled),
    );
    return (
      candidates.find((instance) => {
        const db = instance.database("mgc");
        return isWritable(db) && db?.userAccess === "MULTI_USER" && mayEnter(instance.state, db, serviceLogin.name);
      }) ?? null
    );
  }

  #ping(fqdn: string, instance: InstanceWorld, nowMs: number): void {
    const db = instance.database("mgc");
    if (!db || nowMs - (this.#pinged.get(fqdn) ?? 0) < pingEveryMs) return;
    this.#pinged.set(fqdn, nowMs);
    appendRecord(instance, db, { ping: [fqdn, nowMs] });
  }

  /** The product's own test message: a message like any other. */
  postTest(fqdn: string, guid: string): void {
    const room = rooms.find((one) => roomGuid(one).toLowerCase() === guid.toLowerCase());
    const instance = this.#target(fqdn);
    if (room && instance && !this.#world.faults.has("test-leaves-nothing"))
      this.#write(instance, { room, words: "Synthetic transaction", fqdn, nowMs: this.#world.clock.now().getTime() });
  }

  #post(fqdn: string, instance: InstanceWorld, nowMs: number): void {
    const room = rooms[(this.#turn * 7 + Math.floor(this.#turn / 3)) % rooms.length];
    const chatId = (instance.database("mgc")?.content.lastChatIds[room?.id ?? 0] ?? 0) + 1;
    const words = sentences[(chatId + (room?.id ?? 0)) % sentences.length] ?? "";
    if (room) this.#write(instance, { room, words, fqdn, nowMs });
  }

  #write(instance: InstanceWorld, { room, words, fqdn, nowMs }: Message): void {
    const db = instance.database("mgc");
    if (!db) return;
    const chatId = (db.content.lastChatIds[room.id] ?? 0) + 1;
    const text = `${words} (${fqdn.split(".")[0]} #${this.#world.messages.length})`;
    const index =
      this.#world.messages.push({
        room: room.id,
        chatId,
        atMs: nowMs,
        userId: 1 + (this.#turn % 24),
        text,
        by: instance.name,
        fork: db.forkGuid,
      }) - 1;
    appendRecord(instance, db, { message: index });
    recordEvent(instance, { atMs: nowMs, room: room.id });
  }
}
