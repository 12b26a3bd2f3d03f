import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { knownFaults } from "#lab/known-faults.ts";
import { beginScenario, faultsOfScenarios, scenarioNames } from "./scenarios.ts";
import { startWorld } from "./world-fixture.ts";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");

test("scenarios set only faults that are known, and lift those of the scenario before", async () => {
  for (const fault of faultsOfScenarios()) expect(knownFaults()).toContain(fault);
  const lab = startWorld();
  expect(beginScenario(lab.world, "home-lost-with-the-management-store")).toBe(true);
  await lab.seconds(2);
  expect(lab.world.truth()).toMatchObject({ siteUp: { home: false }, faults: ["management-store-dead"] });
  expect(beginScenario(lab.world, "all-well")).toBe(true);
  await lab.seconds(2);
  expect(lab.world.truth()).toMatchObject({ siteUp: { home: true }, faults: [] });
  expect(beginScenario(lab.world, "no such scenario")).toBe(false);
});

test("the document names every fault and every scenario", () => {
  const faults = new Set(knownFaults().map((name) => name.split(":")[0] ?? name));
  const unnamed = [...faults, ...scenarioNames].filter((name) => !readme.includes(`\`${name}\``));
  expect(unnamed).toEqual([]);
});
