import type { Execute } from "#lab/sql-server/contract.ts";
import { selfSignedCertificate } from "#lab/sql-server/tds/certificate.ts";
import { listenTds, type TdsListener } from "#lab/sql-server/tds/listen.ts";
import type { ListenerMode } from "#lab/sql-server/tds/server-side.ts";
import type { InstanceWorld } from "#lab/world/instance-world.ts";
import { places } from "#lab/world/places.ts";
import { loginOf } from "#lab/world/principals.ts";
import type { World } from "#lab/world/world.ts";
import { openAtFreePort } from "./free-port.ts";
import { wiredExecute } from "./wire-hooks.ts";
import { WireLog } from "./wire-log.ts";

export type Login = { readonly user: string; readonly password: string };
type DoorsOptions = {
  readonly world: World;
  readonly login: Login;
  /** Wanted port per instance. */
  readonly ports: Readonly<Record<string, number>>;
  readonly used: Set<number>;
  /** Absent: nobody asks what was said. */
  readonly wire?: WireLog;
};

function modeOf(instance: InstanceWorld): ListenerMode {
  if (!instance.up) return "stopped";
  if (instance.blackHoled) return "black-holed";
  if (instance.paused) return "paused";
  return instance.refusingLogins ? "refusing-logins" : "up";
}

function isSqlLogin(instance: InstanceWorld, user: string): boolean {
  const found = loginOf(instance.state, user);
  return found?.kind === "SQL_LOGIN" && !found.disabled && found.name !== "sa";
}

/** The same, later, while the instance is slow. */
function slowed(instance: () => InstanceWorld, execute: Execute): Execute {
  return async function* (catalog, session, text, parameters) {
    const { delayMs, world } = instance();
    if (delayMs > 0) await world.clock.sleep(delayMs, session.signal);
    yield* execute(catalog, session, text, parameters);
  };
}

/** The instance of now: a reset of the lab replaces them all. */
function instanceNow(world: World, name: string): InstanceWorld {
  const instance = world.instances.get(name);
  if (!instance) throw new Error(`the world has no instance ${name}`);
  return instance;
}

/** One TDS listener for each instance, each in the mode that sites and faults give it. */
export class InstanceDoors {
  readonly #world: World;
  readonly #doors: ReadonlyMap<string, TdsListener>;

  private constructor(world: World, doors: ReadonlyMap<string, TdsListener>) {
    this.#world = world;
    this.#doors = doors;
  }

  static async open(options: DoorsOptions): Promise<InstanceDoors> {
    const { world, login, used, wire = new WireLog() } = options;
    const certificate = selfSignedCertificate("SSL_Self_Signed_Fallback", new Date());
    const doors = new Map<string, TdsListener>();
    for (const { name } of places) {
      const now = (): InstanceWorld => instanceNow(world, name);
      const listen = (port: number): Promise<TdsListener> =>
        listenTds({
          host: "127.0.0.1",
          port,
          execute: slowed(now, wiredExecute(wire, name)),
          catalog: () => now().catalog,
          // The SQL logins of the instance have the lab's one password; sa does not sign in.
          loginOk: (user, password) => password === login.password && (user === login.user || isSqlLogin(now(), user)),
          assertInitialDatabase: (database) => {
            if (world.faults.has(`database-refused:${name}`)) throw new Error(`${database} is refused`);
            now().catalog.assertUsable(database);
          },
          openSession: (at) => now().openSession(at),
          certificate,
          encryptsLoginOnly: () => now().encryptsLoginOnly,
          onFailure: (error) => console.error(`lab ${name}:`, error),
        });
      const { opened } = await openAtFreePort(options.ports[name] ?? 0, used, listen);
      doors.set(name, opened);
    }
    const all = new InstanceDoors(world, doors);
    await all.sync();
    return all;
  }

  get ports(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#doors].map(([name, door]) => [name, door.port]));
  }

  /** Brings listeners and sessions in line with the world. Safe to call at any time. */
  async sync(): Promise<void> {
    for (const [name, door] of this.#doors) {
      const instance = instanceNow(this.#world, name);
      instance.port = door.port;
      if (!instance.up) instance.sessions.killAll();
      await door.setMode(modeOf(instance));
    }
  }

  async close(): Promise<void> {
    for (const door of this.#doors.values()) await door.close();
  }
}
