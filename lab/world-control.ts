import { applyFaults } from "#lab/world/faults.ts";
import { productOf } from "#lab/world/products.ts";
import { beginScenario, scenarioNames } from "#lab/world/scenarios.ts";
import type { World } from "#lab/world/world.ts";
import { BadControlError, type LabControl } from "./control.ts";
import type { InstanceDoors } from "./instance-doors.ts";
import { findFault, knownFaults } from "./known-faults.ts";
import type { WireLog } from "./wire-log.ts";

/** The control port's hands on the world. What it did is in force and on disk before it answers. */
export function worldControl(world: World, doors: Pick<InstanceDoors, "sync">, wire: WireLog): LabControl {
  const settle = async (): Promise<void> => {
    applyFaults(world);
    await doors.sync();
    world.save();
  };
  return {
    truth: () => world.truth(),
    wire: () => wire.entries,
    holdNext: (hold) => wire.holdNext(hold),
    release: () => wire.release(),
    setStrikes: (strikes) => wire.strikes.set(strikes),
    faults: () => ({ on: [...world.faults].sort(), known: knownFaults() }),
    setFault: async ({ name, target, on }) => {
      const fault = findFault(name, target);
      if (fault === null) {
        throw new BadControlError(`the lab knows no fault ${target === null ? name : `${name}:${target}`}`);
      }
      if (on) world.faults.add(fault);
      else world.faults.delete(fault);
      await settle();
    },
    setSite: async (site, up) => {
      world.siteUp[site] = up;
      await settle();
    },
    setScenario: async (name) => {
      if (!beginScenario(world, name))
        throw new BadControlError(`the lab knows no scenario ${name}; it knows ${scenarioNames.join(", ")}`);
      await settle();
    },
    setProduct: async (name, text) => {
      const instance = world.instance(name);
      const product = productOf(text);
      if (!instance) throw new BadControlError(`the lab has no instance ${name}`);
      if (!product)
        throw new BadControlError(`no such SQL Server: ${text}; try 2008 R2, 2012 Standard, 2019 Developer`);
      instance.state.product = product;
      await settle();
    },
    reset: async () => {
      world.reset();
      await settle();
    },
  };
}
