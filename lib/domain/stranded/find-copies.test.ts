import { expect, test } from "vitest";
import { type CopySeen, lastHomePrincipal, servingCopy } from "./find-copies.ts";

const copy = (instance: string, over: Partial<CopySeen> = {}): CopySeen => ({
  instance,
  state: "ONLINE",
  role: null,
  roleSequence: null,
  error: null,
  ...over,
});

test("takes the copy with the highest role sequence, whatever its name and state", () => {
  const a = copy("A", { role: "PRINCIPAL", roleSequence: 1 });
  const b = copy("B", { role: "PRINCIPAL", roleSequence: 2, state: "RECOVERY_PENDING" });
  expect(lastHomePrincipal([a, b])?.instance).toBe("B");
});

test("takes the principal, not the mirror, where both have seen the same sequence", () => {
  const a = copy("A", { role: "MIRROR", roleSequence: 2, state: "RESTORING" });
  expect(lastHomePrincipal([a, copy("B", { role: "PRINCIPAL", roleSequence: 2 })])?.instance).toBe("B");
});

test("takes the copy that opens once mirroring was removed", () => {
  expect(lastHomePrincipal([copy("A", { state: "RESTORING" }), copy("B")])?.instance).toBe("B");
});

test("finds none where no home instance holds an mgc", () => {
  expect(lastHomePrincipal([copy("A", { state: null }), copy("B", { state: null, error: "silent" })])).toBeNull();
});

test("refuses without a copy that serves, and names what it saw", () => {
  expect(() =>
    servingCopy([copy("O1", { state: "RESTORING" }), copy("O2", { state: null, error: "no answer" })]),
  ).toThrow(/O1: mgc is RESTORING; O2: no answer/);
});
