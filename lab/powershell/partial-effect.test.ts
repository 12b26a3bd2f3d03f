import { beforeEach, expect, it } from "vitest";
import { faultList } from "#lab/world/fault-list.ts";
import { lyncFixture } from "#lab/world/lync-fixture.ts";

let lync: ReturnType<typeof lyncFixture>;
beforeEach(() => {
  lync = lyncFixture();
  for (const target of faultList.find(({ name }) => name === "cmdlet-partial-effect")?.targets ?? [])
    lync.faults.add(`cmdlet-partial-effect:${target}`);
});
const failed = /^ProcessingFailed,/;

it("sets half of the active servers and fails", async () => {
  const Replace = [5, 6, 7, 8].map((n) => `pchat0${n}.contoso.local`);
  expect(await lync.errorId("Set-CsPersistentChatActiveServer", { ActiveServers: { Replace } })).toMatch(failed);
  expect(lync.world.state.settings.activeServers).toEqual(Replace.slice(0, 2));
});

it("stops half of the services of a computer and fails", async () => {
  const ComputerName = "pchat01.contoso.local";
  expect(await lync.errorId("Stop-CsWindowsService", { ComputerName })).toMatch(failed);
  const states = lync.world.state.services[ComputerName]?.map(({ status }) => status) ?? [];
  expect(states.filter((one) => one === "Stopped").length).toBe(Math.ceil(states.length / 2));
  expect(states).toContain("Running");
});

it("mirrors the first of two databases and fails", async () => {
  const pair = { FileShare: "\\\\fsto01\\Mirror", SqlServerFqdn: "sqlmi01.contoso.local", ForInstance: "PCHAT" };
  const wish = { ...pair, ConfiguredDatabases: true, Confirm: false };
  expect(await lync.errorId("Install-CsMirrorDatabase", wish)).toMatch(failed);
  expect(lync.mirrored).toEqual(["sqlmi01\\PCHAT > sqlmi02\\PCHAT"]);
  lync.faults.clear();
  expect((await lync.run("Install-CsMirrorDatabase", wish)).ok).toBe(true);
  expect(lync.mirrored.length).toBe(3);
});

it("tells what it would do, and does nothing, with -WhatIf", async () => {
  const before = lync.world.state.settings.activeServers;
  expect(await lync.errorId("Set-CsPersistentChatActiveServer", { ActiveServers: null, WhatIf: true })).toBe(
    "no error",
  );
  expect(lync.world.state.settings.activeServers).toBe(before);
});
