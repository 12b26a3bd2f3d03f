import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { answer, answering, attested, type Bench, failoverBench, recovery, sentTexts } from "./testing/engine-bench.ts";
import { home, target } from "./testing/fake-pool.ts";
import { writableCopies } from "./testing/fake-sql.ts";

let bench: Bench;
beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(async () => {
  await bench.stopAll();
  vi.useRealTimers();
});

const unattested = answering({ "point-of-no-return": "confirm" });
const tooOld = answering({
  "point-of-no-return": (b) => ({ choice: "confirm", attestations: attested(b, 15 * 60_000 + 1_000) }),
});

test.each([
  ["a home instance is still writable, whatever was attested", undefined, "up"],
  ["home is unreachable and nobody attested", unattested, "unreachable"],
  ["the attestation is older than 15 minutes", tooOld, "unreachable"],
  ["home answers with a refused login, whatever was attested", undefined, "refuses-login"],
] as const)("asks instead of bringing online when %s", async (_, person, reach) => {
  bench = await failoverBench(person);
  bench.servers.reach.set(home[0], reach);
  bench.start();
  await bench.asked("home-still-answers");
  await bench.pass(60_000);
  expect(sentTexts(bench.servers)).not.toContain(recovery);
  expect(bench.servers.databases.get(target)?.state).toBe("RESTORING");
});

test("asks rule 1 again, and nothing else, when the answer brought no attestation", async () => {
  bench = await failoverBench(unattested);
  bench.start();
  const first = await bench.asked("home-still-answers");
  await answer(bench, first, "retry");
  const events = await bench.until(
    "a second question",
    (all) => all.filter((e) => e.kind === "decision-asked").length >= 3,
  );
  const kinds = events.flatMap((e) => (e.kind === "decision-asked" ? [e.decision.kind] : []));
  expect(kinds).toEqual(["point-of-no-return", "home-still-answers", "home-still-answers"]);
});

test("goes on when the answer brings a fresh attestation", async () => {
  bench = await failoverBench(
    answering({
      "point-of-no-return": "confirm",
      "home-still-answers": (b) => ({ choice: "retry", attestations: attested(b) }),
    }),
  );
  bench.start();
  const events = await bench.ends();
  expect(events.filter((e) => e.kind === "decision-asked")).toHaveLength(2);
  expect(bench.servers.databases.get(target)?.state).toBe("ONLINE");
});

test("needs nobody's word when every home copy is proven not writable", async () => {
  bench = await failoverBench(unattested);
  for (const name of home) {
    bench.servers.reach.set(name, "up");
    const db = bench.servers.databases.get(name);
    if (db) db.state = "OFFLINE";
  }
  bench.start();
  await bench.ends();
  expect(writableCopies(bench.servers)).toEqual([target]);
});

test("looks again when home comes back between the confirmation and the act", async () => {
  bench = await failoverBench();
  bench.store.onAppend((e) => {
    if (e.kind === "decision-taken") bench.servers.reach.set(home[0], "up");
  });
  bench.start();
  await bench.asked("home-still-answers");
  expect(sentTexts(bench.servers)).not.toContain(recovery);
});

test("does not count a word about an instance that answered after it, when the next look finds it silent", async () => {
  bench = await failoverBench();
  bench.servers.reach.set(home[0], "up");
  bench.start();
  const first = await bench.asked("home-still-answers");
  bench.servers.reach.set(home[0], "unreachable");
  await answer(bench, first, "retry", attested(bench, 5 * 60_000));
  const second = await bench.asked("home-still-answers", 2);
  expect(second.facts[home[0]]).toMatch(/^unreachable, attested by .* \(disproved: it answered after that\)/);
  await answer(bench, second, "retry");
  await bench.asked("home-still-answers", 3);
  await bench.pass(1_000);
  const third = await bench.asked("home-still-answers", 3);
  expect(sentTexts(bench.servers)).not.toContain(recovery);
  await answer(bench, third, "retry", attested(bench));
  await bench.ends();
  expect(writableCopies(bench.servers)).toContain(target);
});
