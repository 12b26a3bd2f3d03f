import { Agent } from "./agent.ts";
import { ChatTraffic } from "./chat-traffic.ts";
import { type Clock, systemClock } from "./clock.ts";
import { decodeSaved, encodeSaved } from "./codec.ts";
import { tickCompliance } from "./compliance.ts";
import { Disk } from "./disk.ts";
import { applyFaults } from "./faults.ts";
import { FolderStore } from "./folder-store.ts";
import { type Folded, type FoldLimits, foldOld, packed, unpacked, usualLimits } from "./folding.ts";
import { InstanceWorld } from "./instance-world.ts";
import type { LyncWorld } from "./lync.ts";
import { joinLync } from "./lync-join.ts";
import { tickRedo } from "./mirror-queues.ts";
import { installMirror, type MirrorCopy } from "./mirror-setup.ts";
import { tickMirroring } from "./mirroring.ts";
import { places } from "./places.ts";
import { prepareWorld, seedWorld } from "./seed.ts";
import type { ChatMessage, SavedWorld, SiteKey } from "./state.ts";
import { truthOf, type WorldTruth } from "./truth.ts";
import { upgraded } from "./upgrade.ts";

export type WorldPorts = {
  readonly clock: Clock;
  readonly disk: Disk;
  /** Makes the Lync half; `saved` is what its saved() gave, null at first. */
  readonly lync?: (world: World, saved: unknown) => LyncWorld;
};

/** Both sites: instances, files, chat traffic. Everything moves in tick(). */
export class World {
  readonly instances = new Map<string, InstanceWorld>();
  readonly clock: Clock;
  readonly disk: Disk;
  lync: LyncWorld;
  siteUp: Record<SiteKey, boolean> = { home: true, other: true };
  readonly faults = new Set<string>();
  /** By number; a hole is a message that only `folded` counts. */
  messages: ChatMessage[] = [];
  folded: Folded = {};
  foldLimits: FoldLimits = usualLimits;
  /** Where the list was looked through last. */
  foldedTo = 0;
  /** Log of what the lab could not do, newest last. */
  readonly refusals: string[] = [];
  readonly copies = new Map<string, MirrorCopy>();
  /** Mirrors that have named their principal and wait for its SET PARTNER. */
  readonly wantedPartners = new Set<string>();
  readonly #makeLync: (world: World, saved: unknown) => LyncWorld;
  #agents: Agent[] = [];
  #traffic = new ChatTraffic(this);
  #ticking = false;

  private constructor(ports: WorldPorts) {
    this.clock = ports.clock;
    this.disk = ports.disk;
    this.#makeLync = ports.lync ?? joinLync;
    this.lync = this.#makeLync(this, null);
  }

  /** `dir` is the lab folder; with a memory disk it is ignored. */
  static open(dir: string, ports: Partial<WorldPorts> = {}): World {
    const full = { clock: systemClock, disk: new Disk(new FolderStore(dir)), ...ports };
    const world = new World(full);
    const saved = full.disk.loadWorld();
    if (saved === null) world.#begin();
    else world.#load(upgraded(decodeSaved(saved)));
    return world;
  }

  #begin(): void {
    this.disk.clear();
    this.#load(seedWorld(this.clock.now()));
    prepareWorld(this);
  }

  #load(saved: SavedWorld): void {
    this.messages = unpacked(saved.firstMessage ?? 0, saved.messages);
    this.folded = saved.folded ?? {};
    this.foldedTo = saved.firstMessage ?? 0;
    this.siteUp = saved.siteUp;
    this.faults.clear();
    for (const fault of saved.faults) this.faults.add(fault);
    this.instances.clear();
    for (const place of places) {
      const state = saved.instances.find((instance) => instance.name === place.name);
      if (state) this.instances.set(place.name, new InstanceWorld(this, place, state));
    }
    this.#agents = [...this.instances.values()].map((instance) => new Agent(instance));
    this.#traffic = new ChatTraffic(this);
    this.lync = this.#makeLync(this, saved.lync);
  }

  instance(name: string): InstanceWorld | null {
    const wanted = name.toLowerCase();
    return [...this.instances.values()].find((i) => i.name.toLowerCase() === wanted || i.host === wanted) ?? null;
  }

  /** How far both sites' wall clocks are ahead of UTC. */
  get utcOffsetMs(): number {
    return (this.faults.has("summer-time") ? 2 : 1) * 3_600_000;
  }

  /** One step of everything; a second call while one runs does nothing. */
  async tick(now: Date): Promise<void> {
    if (this.#ticking) return;
    this.#ticking = true;
    try {
      applyFaults(this);
      this.lync.tick(now);
      tickMirroring(this, now);
      tickRedo(this, now);
      this.#traffic.tick(now);
      tickCompliance(this);
      for (const agent of this.#agents) await agent.tick(now);
      foldOld(this);
    } finally {
      this.#ticking = false;
    }
  }

  /** The product's test message, in the room of that GUID. */
  postTestMessage(fqdn: string, roomGuid: string): void {
    this.#traffic.postTest(fqdn, roomGuid);
  }

  /** Starts copying mgc from principal to mirror; SYNCHRONIZED some seconds later. Throws SqlError when refused. */
  installMirror(principal: string, mirror: string, database = "mgc"): void {
    installMirror(this, { principal, mirror, database });
  }

  agentOf(instance: InstanceWorld): Agent | null {
    return this.#agents.find((agent) => agent.instance === instance) ?? null;
  }

  save(): void {
    const { first, kept } = packed(this.messages);
    this.disk.saveWorld(
      encodeSaved({
        version: 1,
        instances: [...this.instances.values()].map((instance) => instance.state),
        messages: [...kept],
        firstMessage: first,
        folded: this.folded,
        siteUp: this.siteUp,
        faults: [...this.faults],
        nextMessage: this.messages.length,
        lync: this.lync.saved(),
      }),
    );
  }

  reset(): void {
    for (const instance of this.instances.values()) instance.sessions.killAll();
    this.#begin();
    this.save();
  }

  truth(): WorldTruth {
    return truthOf(this);
  }
}
