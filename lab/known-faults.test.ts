import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { faultList } from "#lab/world/fault-list.ts";
import { findFault, knownFaults } from "./known-faults.ts";

const root = fileURLToPath(new URL(".", import.meta.url));
const sources = readdirSync(root, { recursive: true, encoding: "utf8" })
  .map((name) => name.replaceAll("\\", "/"))
  .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
  .filter((name) => !/^stories\/|fault-list|^world\/scenarios\.ts/.test(name))
  .map((name) => readFileSync(`${root}${name}`, "utf8"))
  .join("\n");

it("has an effect for every fault of the list somewhere in the lab", () => {
  const idle = faultList.filter(({ name }) => !new RegExp(`["\`]${name}[:"\`]`).test(sources)).map(({ name }) => name);
  expect(idle).toEqual([]);
});

it("asks for no fault that is not in the list", () => {
  const names = new Set(faultList.map(({ name }) => name));
  const asked = [...sources.matchAll(/faults\.(?:has|delete|add)\(["`]([a-z-]+)/g)].map(([, name]) => name ?? "");
  expect(asked.length).toBeGreaterThan(30);
  expect(asked.filter((name) => !names.has(name))).toEqual([]);
});

it("finds a fault however it is written, and none without the target it needs", () => {
  expect(new Set(knownFaults()).size).toBe(knownFaults().length);
  expect(findFault("SLOW", "SQLMI01\\pchat")).toBe("slow:sqlmi01\\PCHAT");
  expect(findFault("slow", null)).toBe(null);
  expect(findFault("share-gone", "sqlmi01\\PCHAT")).toBe(null);
});
