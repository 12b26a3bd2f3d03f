import { expect, test } from "vitest";
import { deviceCookie, knownDevice } from "./known-device.ts";
import { type Attempt, makeSignInGate } from "./sign-in-gate.ts";

function bench() {
  let nowMs = 0;
  const gate = makeSignInGate(() => nowMs);
  const attempt = (more: Partial<Attempt> = {}): Attempt => ({
    email: "giulia@contoso.local",
    address: "10.0.0.1",
    deviceId: null,
    ...more,
  });
  const pass = (ms: number) => {
    nowMs += ms;
  };
  return { gate, attempt, pass };
}

test("lets ten tries of one address through, then says when to come back, and lets one through then", () => {
  const { gate, attempt, pass } = bench();
  const answers = Array.from({ length: 12 }, (_, n) => gate.admit(attempt({ email: `p${n}@x.yz` })));
  expect(answers).toEqual([...Array(10).fill(0), 6, 6]);
  pass(6_000);
  expect([gate.admit(attempt()), gate.admit(attempt())]).toEqual([0, 6]);
});

test("no number of wrong sign-ins from anywhere closes an account for a browser that has signed in before", () => {
  const { gate, attempt, pass } = bench();
  let admitted = 0;
  for (let n = 0; n < 50 * 600; n += 1) {
    pass(20); // fifty in a second, for ten minutes, each with a forged address
    if (gate.admit(attempt({ address: `forged ${n}` })) === 0) admitted += 1;
  }
  expect(admitted).toBeLessThan(60);
  expect(gate.admit(attempt())).toBeGreaterThan(0);
  expect(gate.admit(attempt({ deviceId: "known" }))).toBe(0);
});

test("a flood from one address costs others nothing", () => {
  const { gate, attempt, pass } = bench();
  for (let n = 0; n < 3_000; n += 1) {
    pass(20);
    gate.admit(attempt({ email: `p${n}@x.yz` }));
  }
  expect(gate.admit(attempt({ address: "10.0.0.2" }))).toBe(0);
});

test("all strangers together get five hashes in a second", () => {
  const { gate, attempt, pass } = bench();
  let admitted = 0;
  for (let n = 0; n < 50 * 60; n += 1) {
    pass(20);
    if (gate.admit(attempt({ address: `a${n}`, email: `p${n}@x.yz` })) === 0) admitted += 1;
  }
  expect(admitted).toBeLessThanOrEqual(20 + 5 * 60);
});

test("counts a known browser's wrong tries too, and forgets them after the right one", () => {
  const { gate, attempt } = bench();
  const mine = attempt({ deviceId: "known" });
  for (let n = 0; n < 10; n += 1) expect(gate.admit(mine)).toBe(0);
  expect(gate.admit(mine)).toBe(60);
  gate.succeeded(mine);
  expect(gate.admit(mine)).toBe(0);
});

test("knows a browser by the console's own cookie only, and only for its account", () => {
  const cookie = deviceCookie("s".repeat(32), "Giulia@contoso.local", { isSecure: true });
  expect(cookie).toMatch(/HttpOnly; SameSite=Strict; Secure$/);
  const sent = `x=1; ${cookie.split(";")[0]}`;
  expect(knownDevice("s".repeat(32), sent, "giulia@contoso.local")).toMatch(/^[\w-]{16}$/);
  expect(knownDevice("s".repeat(32), sent, "anna@contoso.local")).toBeNull();
  expect(knownDevice("t".repeat(32), sent, "giulia@contoso.local")).toBeNull();
  expect(knownDevice("s".repeat(32), sent.replace(/known-device-\w+=/, "$&x"), "giulia@contoso.local")).toBeNull();
});
