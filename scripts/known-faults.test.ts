import { expect, test } from "vitest";
import { readAudit } from "./known-faults.mjs";

const known = (...severities: string[]) =>
  JSON.stringify({
    vulnerabilities: Object.fromEntries(severities.map((severity, n) => [`p${n}`, { name: `p${n}`, severity }])),
  });

test("a registry that does not offer the lookup has checked nothing", () => {
  expect(readAudit('npm warn audit 405\n{"message":"405 Method Not Allowed"}\nnpm error')).toEqual({
    kind: "unknown",
    why: "405 Method Not Allowed",
  });
  expect(readAudit("")).toMatchObject({ kind: "unknown" });
  expect(readAudit('{"error":{"summary":"no network"}}')).toEqual({ kind: "unknown", why: "no network" });
});

test("names what is grave and counts the rest", () => {
  expect(readAudit(known())).toEqual({ kind: "known", grave: [], others: 0 });
  expect(readAudit(known("low", "critical", "moderate", "high"))).toEqual({
    kind: "known",
    grave: ["p1 (critical)", "p3 (high)"],
    others: 2,
  });
});
