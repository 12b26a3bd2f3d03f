import { faultList } from "#lab/world/fault-list.ts";
import { type ContentTruth, contentTruth } from "#lab/world/fingerprint.ts";
import type { InstanceWorld } from "#lab/world/instance-world.ts";
import { run, startWorld } from "#lab/world/world-fixture.ts";
import { emptyTally, storyCmdletFaults, type Tally } from "./catalog.ts";
import { Random } from "./random.ts";

/** Whether this cmdlet can fail in this way. */
function canMeet(fault: (typeof storyCmdletFaults)[number], name: string): boolean {
  if (fault === "service-will-not-start") return name === "Start-CsWindowsService";
  if (fault === "management-store-dead") return name.startsWith("Set-Cs");
  if (fault !== "cmdlet-partial-effect") return true;
  return faultList.some((entry) => entry.name === fault && entry.targets.includes(name));
}

export class StoryError extends Error {}

/** One world, its dice, and what has happened in it. */
export class Teller {
  readonly seed: number;
  readonly random: Random;
  readonly lab = startWorld();
  readonly tally: Tally = emptyTally();
  /** The same for the same seed. */
  readonly lines: string[] = [];
  readonly #seen = new Map<string, string>();

  constructor(seed: number) {
    this.seed = seed;
    this.random = new Random(seed);
  }

  count(kind: "fault" | "act" | "choice" | "transition", name: string): void {
    const key = `${kind} ${name}`;
    this.tally[key] = (this.tally[key] ?? 0) + 1;
    this.lines.push(key);
  }

  choose<T extends string>(all: readonly T[]): T {
    const chosen = this.random.oneOf(all);
    this.count("choice", chosen);
    return chosen;
  }

  expect(holds: boolean, what: string): void {
    if (!holds) throw new StoryError(`seed ${this.seed}: ${what}\n${this.lines.join("\n")}`);
  }

  async seconds(count: number): Promise<void> {
    for (let gone = 0; gone < count; gone += 2) {
      await this.lab.world.tick(this.lab.clock.advance(2000));
      this.look();
    }
  }

  /** Counts a state of mgc that is not the one seen before. */
  look(): void {
    for (const [name, instance] of [
      ["home", this.lab.homeA],
      ["other", this.lab.otherA],
    ] as const) {
      const db = instance.database("mgc");
      const now = db === null ? "absent" : db.state === "ONLINE" && db.readOnly ? "READ_ONLY" : db.state;
      const before = this.#seen.get(name);
      this.#seen.set(name, now);
      if (before !== undefined && before !== now) this.count("transition", `${name}: ${before} > ${now}`);
    }
  }

  /** Numbers of the errors; an unexpected one ends the story. */
  async sql(instance: InstanceWorld, text: string, expected: readonly number[] = []): Promise<readonly number[]> {
    const { errors, texts } = await run(instance, text);
    this.look();
    const bad = errors.findIndex((number) => !expected.includes(number));
    this.expect(bad < 0, `${instance.name}: ${text}: ${errors[bad]} ${texts[bad]}`);
    return errors;
  }

  /** Called, and where the dice lay a fault on it, called again once that is mended. */
  async cmdlet(name: string, parameters: Readonly<Record<string, unknown>>): Promise<void> {
    if (this.random.below(4) === 0) await this.#cmdletInTrouble(name, parameters);
    const reply = await this.lab.world.lync.invoke(name, parameters);
    this.expect(reply.kind === "answer" && reply.ok, `${name} ${JSON.stringify(parameters)}: ${JSON.stringify(reply)}`);
  }

  async #cmdletInTrouble(name: string, parameters: Readonly<Record<string, unknown>>): Promise<void> {
    const { faults, lync } = this.lab.world;
    const computer = String(parameters.ComputerName ?? "");
    const kind = this.random.oneOf(storyCmdletFaults.filter((fault) => canMeet(fault, name)));
    const target = kind.startsWith("cmdlet-") ? `:${name}` : kind === "service-will-not-start" ? `:${computer}` : "";
    this.count("fault", kind);
    faults.add(`${kind}${target}`);
    const reply = await lync.invoke(name, parameters);
    faults.delete(`${kind}${target}`);
    this.expect(reply.kind !== "answer" || !reply.ok, `${name} did not fail under ${kind}`);
    this.look();
  }

  content(instance: InstanceWorld): ContentTruth | null {
    const db = instance.database("mgc");
    return db ? contentTruth(this.lab.world, db) : null;
  }

  /** Whether each room of a copy holds its numbers without a hole. */
  withoutHoles(instance: InstanceWorld): boolean {
    return Object.values(this.content(instance)?.ids ?? {}).every(({ ranges }) => /^1-\d+$/.test(ranges));
  }
}
