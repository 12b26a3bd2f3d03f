import type { World } from "./world.ts";

/** Named situations made of faults and sites: the same names by command line, in tests and in the documents. */
const scenarios: Readonly<Record<string, { readonly faults: readonly string[]; readonly homeUp: boolean }>> = {
  "all-well": { faults: [], homeUp: true },
  "home-lost": { faults: [], homeUp: false },
  "home-back-with-stale-replicas": { faults: ["replicas-stale"], homeUp: true },
  "home-half-alive": { faults: ["home-half-alive"], homeUp: true },
  "home-back-with-empty-msdb": { faults: ["home-msdb-wiped"], homeUp: true },
  "home-back-blank": { faults: ["home-blank"], homeUp: true },
  "home-lost-with-the-management-store": { faults: ["management-store-dead"], homeUp: false },
  "shipping-green-but-idle": { faults: ["job-green-but-idle:copy"], homeUp: true },
  "shipping-with-a-gap": { faults: ["out-of-band-log-backup"], homeUp: true },
  "shipping-with-a-damaged-file": { faults: ["file-bit-flipped"], homeUp: true },
  "share-gone": { faults: ["share-gone"], homeUp: true },
  "mirror-suspended": { faults: ["mirroring-suspended"], homeUp: true },
  "mirror-redo-lags": { faults: ["mirror-redo-lags:sqlmi02\\PCHAT"], homeUp: true },
  "clocks-apart": { faults: ["clock-ahead:sqlmi01\\PCHAT", "clock-behind:sqlto01\\PCHAT"], homeUp: true },
};

export const scenarioNames: readonly string[] = Object.keys(scenarios);

/** Lifts every fault that is on and begins the scenario. False: there is none of that name. */
export function beginScenario(world: World, name: string): boolean {
  const scenario = scenarios[name];
  if (!scenario) return false;
  world.faults.clear();
  for (const fault of scenario.faults) world.faults.add(fault);
  world.siteUp.home = scenario.homeUp;
  return true;
}

/** Every fault that a scenario sets. */
export function faultsOfScenarios(): readonly string[] {
  return Object.values(scenarios).flatMap(({ faults }) => faults);
}
