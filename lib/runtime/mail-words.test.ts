import { expect, test } from "vitest";
import { hostile } from "#lib/adapters/hostile-fixture.ts";
import type { Mail } from "#lib/domain/mail/mail.ts";
import { mailWords } from "./mail-words.ts";

const facts = {
  procedure: "failover",
  pool: "p.contoso.local",
  person: "Giulia",
  loss: "3 to 9",
  plan: "abc",
  until: "10:30",
};
const mail: Mail = {
  mailId: "m1",
  about: "approval-requested",
  to: { name: "Anna", address: "anna@contoso.local" },
  facts,
  path: "/plans/p1",
  endsAt: "2026-11-21T10:30:00.000Z",
};

test("an asked approval names procedure, person, loss and the console's page", () => {
  const { subject, text } = mailWords(mail, "https://failover.contoso.local");
  expect(subject).toBe("Approve? Failover of p.contoso.local, asked by Giulia");
  expect(text).toContain("https://failover.contoso.local/plans/p1");
  expect(text).toContain("3 to 9");
});

test("an alert is named as on the health page", () => {
  const about = {
    about: "alert-raised" as const,
    path: "/health",
    facts: { check: "chain-unbroken", state: "bad", pool: "p", target: "" },
  };
  expect(mailWords({ ...mail, ...about }, "https://x.local").subject).not.toContain("chain-unbroken");
});

test("a cleared alert says since when, and when it was raised", () => {
  const facts = { check: "chain-unbroken", state: "bad", pool: "p", target: "", since: "10:00 UTC", at: "10:09 UTC" };
  const { subject, text } = mailWords({ ...mail, about: "alert-cleared", facts }, "https://x.local");
  expect(subject).toMatch(/^Cleared: (?!chain-unbroken)/);
  expect(text).toMatch(/since 10:09 UTC\. It was raised at 10:00 UTC/);
});

test.each(hostile)("a hostile name makes no line of its own: %#", (person) => {
  const lines = (of: Mail) => mailWords(of, "https://x.local").text.split("\n").length;
  expect(lines({ ...mail, facts: { ...facts, person, loss: person }, to: { ...mail.to, name: person } })).toBe(
    lines(mail),
  );
  expect(mailWords({ ...mail, facts: { ...facts, person } }, "https://x.local").subject).not.toMatch(
    /[\p{Cc}\p{Cf}\p{Zl}]/u,
  );
});
