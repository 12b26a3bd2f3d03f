import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { RunEvent } from "./journal.ts";
import { type RunReading, readOn } from "./run-reading.ts";

const folder = join(import.meta.dirname, "recorded");
const plain = (reading: RunReading | null) =>
  JSON.parse(JSON.stringify(reading && { ...reading, acts: [...reading.state.acts], steps: [...reading.state.steps] }));

for (const file of readdirSync(folder)) {
  test(`${file} read on one by one, some twice, is what it is when read at once`, () => {
    const events = readFileSync(join(folder, file), "utf8")
      .trim()
      .split("\n")
      .slice(0, -1)
      .map((line) => JSON.parse(line) as RunEvent);
    let reading: RunReading | null = null;
    for (const [i, event] of events.entries())
      reading = readOn([...events.slice(Math.max(0, i - 2), i), event], reading);
    expect(plain(reading)).toEqual(plain(readOn(events)));
    expect(reading?.output.lines.map((line) => line.nth)).toEqual(reading?.output.lines.map((_, i) => i));
  });
}
