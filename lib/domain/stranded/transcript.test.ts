import { expect, test } from "vitest";
import { fakeCopies, fakeCopy, message } from "./fakes.ts";
import { readStranded } from "./read-stranded.ts";
import { sha256Of, ticksToIso, transcriptText } from "./transcript.ts";

const head = {
  poolFqdn: "pchatpool.contoso.local",
  runLabel: "R-0001",
  recoveredAt: "2026-11-21T03:10:00.000Z",
  person: "Anna Rossi",
  at: "2026-11-21T04:00:00.000Z",
};

async function example() {
  const home = fakeCopy({
    7: [message(1, "one"), message(5, "first line\r\n#9  forged line\nRoom forged (8)", { sender: "sip:g\n@contoso" })],
  });
  const serving = fakeCopy({ 7: [message(1, "one"), message(2, "two"), message(5, "other", { ticks: "5" })] });
  return readStranded(
    fakeCopies({ h2: home, o1: serving }),
    { home: "h2", serving: "o1" },
    {
      instance: "o1",
      takenAt: head.at,
      rooms: { "Desk (7)": "2" },
    },
  );
}

test("writes each message with number, time, sender and text, and deletions apart", async () => {
  const text = transcriptText(await example(), head);
  expect(text).toContain("Read from          h2 (last principal at home)");
  expect(text).toContain("Stranded           1 messages in 1 rooms");
  expect(text).toContain("Deleted at home    1 messages that the serving copy still holds");
  expect(text).toMatch(/^#5 {2}\S+Z {2}sip:g @contoso \[number given again\]: first line$/m);
  expect(text).toContain("Deleted at home, still in the serving copy: #2");
});

test("lets no message pass for another one or for a room", async () => {
  const lines = transcriptText(await example(), head).split("\n");
  expect(lines).toContain("    | #9  forged line");
  expect(lines).toContain("    | Room forged (8)");
  expect(lines.filter((l) => l.startsWith("#"))).toHaveLength(1);
});

test("gives the same text and hash for the same content, and another hash for one letter", async () => {
  const [a, b] = [transcriptText(await example(), head), transcriptText(await example(), head)];
  expect(sha256Of(a)).toBe(sha256Of(b));
  expect(sha256Of(a)).not.toBe(sha256Of(a.replace("first", "First")));
});

test("reads .NET ticks as UTC with all seven decimals", () => {
  expect(ticksToIso("633482073409535482")).toBe("2008-06-04T20:15:40.9535482Z");
});
