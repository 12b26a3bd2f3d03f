import { windowsServiceRow, windowsServicesQuery } from "#lib/domain/commands/queries/lync.ts";
import { shellOf } from "#lib/domain/topology/discovery/discover.ts";
import { chatPools } from "#lib/domain/topology/discovery/from-shell.ts";
import type { Draft } from "#lib/domain/topology/draft.ts";
import type { FolderId } from "#lib/domain/topology/pool.ts";
import type { Probe, ProbePort } from "#lib/domain/topology/probe-port.ts";
import { messageOf, notTried, result, type TestResult } from "./result.ts";
import { testFolder } from "./test-folder.ts";
import { linesOf, testInstance } from "./test-instance.ts";

const folderIds: readonly FolderId[] = ["backupShare", "copyFolder", "mirrorShare", "newLogBackups"];

/**
 * Tests every connection of a draft as it stands: instances, folders from both sides, the management shell, chat servers, next hop and
 * domain controllers. Only reads. What could not be asked is unknown. Safe to call twice.
 */
export async function testConnections(port: ProbePort, draft: Draft): Promise<readonly TestResult[]> {
  const instances = draft.instances.flatMap((each, place) => linesOf(each, place).map(({ asked }) => asked));
  const folders = Object.fromEntries(
    folderIds.map((id) => [id, draft.folders[id].asConsole] as const).filter(([, path]) => path !== ""),
  );
  const probe = port.open({ instances, folders, shell: shellOf(draft) });
  try {
    const all = await Promise.all([
      ...draft.instances.map((instance, place) => testInstance(port, probe, { instance, place })),
      ...folderIds.map((id) => testFolder(probe, draft, id)),
      testShell(probe, draft),
      ...[draft.nextHop, ...draft.domainControllers].map((place) => testPlace(port, place)),
    ]);
    return all.flat();
  } finally {
    await probe.close();
  }
}

/** The shell's own cmdlets, and through them the service of each chat server, one after the other: it is one shell. */
async function testShell(probe: Probe, draft: Draft): Promise<readonly TestResult[]> {
  const { shell } = probe;
  const target = draft.shell === "" ? "PowerShell" : JSON.parse(draft.shell).join(" ");
  if (shell === null) return notTried(target, ["cmdlets"]);
  const results: TestResult[] = [];
  try {
    const pools = await chatPools(shell);
    const names = pools.map(({ PoolFqdn }) => PoolFqdn);
    const isThere = names.some((name) => name.toLowerCase() === draft.fqdn.toLowerCase());
    results.push(result({ target, stage: "cmdlets", verdict: isThere ? "pass" : "fail", said: names.join(", ") }));
  } catch (e) {
    return [result({ target, stage: "cmdlets", verdict: "fail", said: messageOf(e) })];
  }
  for (const { fqdn } of draft.chatServers.filter((server) => server.fqdn !== "")) {
    results.push(await testService(shell, fqdn));
  }
  return results;
}

async function testService(shell: NonNullable<Probe["shell"]>, fqdn: string): Promise<TestResult> {
  try {
    const rows = await shell.invoke(windowsServicesQuery(fqdn));
    const found = rows.flatMap((row) => windowsServiceRow.safeParse(row).data ?? []);
    const chat = found.find(({ name, displayname }) => /chat/i.test(`${name} ${displayname ?? ""}`));
    const said = chat === undefined ? "" : `${chat.name}: ${chat.status}`;
    return result({ target: fqdn, stage: "service", verdict: chat === undefined ? "unknown" : "pass", said });
  } catch (e) {
    return result({ target: fqdn, stage: "service", verdict: "fail", said: messageOf(e) });
  }
}

async function testPlace(
  port: ProbePort,
  place: { readonly name: string; readonly host: string; readonly port: string },
): Promise<readonly TestResult[]> {
  if (place.host === "" && place.name === "") return [];
  const target = place.name || place.host;
  const number = Number(place.port);
  if (!Number.isInteger(number) || number < 1 || place.host === "") return notTried(target, ["network"]);
  try {
    const ms = await port.connect(place.host, number);
    return [result({ target, stage: "network", verdict: "pass", said: `${ms} ms` })];
  } catch (e) {
    return [result({ target, stage: "network", verdict: "fail", said: messageOf(e) })];
  }
}
