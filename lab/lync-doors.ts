import { createServer, type Server } from "node:net";
import { contosoTopology } from "#lab/world/lync-topology.ts";
import type { SiteKey } from "#lab/world/state.ts";
import type { World } from "#lab/world/world.ts";
import { openAtFreePort } from "./free-port.ts";

type Place = {
  readonly name: string;
  readonly site: SiteKey;
  readonly duty: "next hop" | "domain controller" | "file store";
};
type Door = Place & { readonly port: number; server: Server | null };

const hop = contosoTopology.frontEnds.find((one) => one.poolFqdn === contosoTopology.nextHopPool);
const places: readonly Place[] = [
  { name: contosoTopology.nextHopPool, site: hop?.site ?? "other", duty: "next hop" },
  { name: "dcmi01.contoso.local", site: "home", duty: "domain controller" },
  { name: "dcto01.contoso.local", site: "other", duty: "domain controller" },
  { name: "fsto01.contoso.local", site: "other", duty: "file store" },
];

type Options = {
  readonly world: World;
  readonly portBase: number;
  /** Ports of before, by name. */
  readonly before: Readonly<Record<string, number>>;
  readonly used: Set<number>;
};

/** TCP listeners that stand for the next hop, the file store's server and one domain controller a site. They accept and say nothing; a lost site's are closed. */
export class LyncDoors {
  readonly #world: World;
  readonly #doors: readonly Door[];
  #last: Promise<void> = Promise.resolve();

  private constructor(world: World, doors: readonly Door[]) {
    this.#world = world;
    this.#doors = doors;
  }

  static async open({ world, portBase, before, used }: Options): Promise<LyncDoors> {
    const doors: Door[] = [];
    for (const [index, place] of places.entries()) {
      const { port, opened } = await openAtFreePort(before[place.name] ?? portBase + 20 + index, used, listen);
      doors.push({ ...place, port, server: opened });
    }
    const all = new LyncDoors(world, doors);
    await all.sync();
    return all;
  }

  get ports(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#doors.map((door) => [door.name, door.port]));
  }

  /** What the pool file says of them. */
  get poolFile(): {
    readonly nextHop: object | undefined;
    readonly fileStore: object;
    readonly domainControllers: readonly object[];
  } {
    const of = (duty: Place["duty"]) =>
      this.#doors.filter((d) => d.duty === duty).map(({ name, port }) => ({ name, host: "127.0.0.1", port }));
    return {
      nextHop: of("next hop")[0],
      fileStore: { ...of("file store")[0], hostedIn: "other" },
      domainControllers: of("domain controller"),
    };
  }

  /** Opens and closes them as the sites are. Safe to call at any time. */
  sync(): Promise<void> {
    this.#last = this.#last.then(async () => {
      for (const door of this.#doors) {
        const isGone = door.duty === "file store" && this.#world.faults.has("file-store-gone");
        const isUp = this.#world.siteUp[door.site] && !isGone;
        if (isUp && door.server === null) door.server = await listen(door.port).catch(() => null);
        if (!isUp) await shut(door);
      }
    });
    return this.#last;
  }

  async close(): Promise<void> {
    await this.#last;
    for (const door of this.#doors) await shut(door);
  }
}

function listen(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => void socket.on("error", () => undefined).end());
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
}

function shut(door: Door): Promise<void> {
  const { server } = door;
  door.server = null;
  return new Promise((resolve) => (server === null ? resolve() : server.close(() => resolve())));
}
