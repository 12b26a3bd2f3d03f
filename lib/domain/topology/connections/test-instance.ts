import {
  shipsToQuery,
  shipsToRow,
  whoAndMirrorQuery,
  whoAndMirrorRow,
} from "#lib/domain/commands/queries/discovery.ts";
import { type RightsFacts, rightsQuery, rightsRow } from "#lib/domain/commands/queries/health/parity.ts";
import { type Use, uses } from "#lib/domain/rights/grants.ts";
import { lacksMsdb, type MissingRight, missingRights } from "#lib/domain/rights/missing-rights.ts";
import { askedOf } from "#lib/domain/topology/discovery/discover.ts";
import type { DraftInstance } from "#lib/domain/topology/draft.ts";
import type { Asked, Probe, ProbePort } from "#lib/domain/topology/probe-port.ts";
import { messageOf, notTried, result, type TestResult } from "./result.ts";
import { stageOf } from "./stage-of.ts";

/** One instance with each of its logins; the key of a line is "<place>|<use>". */
export function linesOf(
  instance: DraftInstance,
  place: number,
): readonly { readonly use: Use; readonly asked: Asked }[] {
  const names = {
    watch: instance.credential,
    chain: instance.chainCredential || instance.credential,
    operate: instance.operateCredential || instance.credential,
  };
  return uses.flatMap((use) => {
    const asked = askedOf(instance, `${place}|${use}`, names[use]);
    return asked === null ? [] : [{ use, asked }];
  });
}

/** Network, TLS, login, name and rights of one instance, one after the other. Only reads. */
export async function testInstance(
  port: ProbePort,
  probe: Probe,
  at: { readonly instance: DraftInstance; readonly place: number },
): Promise<readonly TestResult[]> {
  const { instance, place } = at;
  const target = instance.name || `${instance.host}:${instance.port}`;
  const lines = linesOf(instance, place);
  const [first] = lines;
  if (first === undefined) return notTried(target, ["network", "tls", "login", "name", "rights"]);
  try {
    const ms = await port.connect(first.asked.host, first.asked.port);
    const network = result({ target, stage: "network", verdict: "pass", said: `${ms} ms` });
    return [network, ...(await testLines(probe, { instance, target, lines }))];
  } catch (e) {
    const network = result({ target, stage: "network", verdict: "fail", said: messageOf(e) });
    return [network, ...notTried(target, ["tls", "login", "name", "rights"])];
  }
}

type Lines = {
  readonly instance: DraftInstance;
  readonly target: string;
  readonly lines: ReturnType<typeof linesOf>;
};

async function testLines(probe: Probe, at: Lines): Promise<readonly TestResult[]> {
  const { instance, target, lines } = at;
  const rights: { readonly use: Use; readonly facts: RightsFacts }[] = [];
  for (const { use, asked } of lines) {
    try {
      const [facts] = await probe.read(rightsQuery(asked.name), rightsRow);
      if (facts !== undefined) rights.push({ use, facts });
    } catch (e) {
      return refused(target, instance, e);
    }
  }
  const tls = instance.encrypt
    ? result({ target, stage: "tls", verdict: "pass" })
    : result({ target, stage: "tls", verdict: "fail", said: "the line is not encrypted" });
  const login = result({
    target,
    stage: "login",
    verdict: "pass",
    said: [...new Set(rights.map(({ facts }) => facts.login))].join(", "),
  });
  return [tls, login, await testName(probe, at), await testRights(probe, at, rights)];
}

/** What kept a login from coming about: the certificate, the login itself, or something nobody can tell. */
function refused(target: string, instance: DraftInstance, e: unknown): readonly TestResult[] {
  const said = messageOf(e);
  const stage = stageOf(e);
  if (stage === "login") {
    const tls = result({ target, stage: "tls", verdict: instance.encrypt ? "pass" : "fail" });
    return [tls, result({ target, stage, verdict: "fail", said }), ...notTried(target, ["name", "rights"])];
  }
  const tls = result({ target, stage: "tls", verdict: stage === "tls" ? "fail" : "unknown", said });
  return [tls, ...notTried(target, ["login", "name", "rights"])];
}

async function testName(probe: Probe, { instance, target, lines }: Lines): Promise<TestResult> {
  const stage = "name";
  try {
    const [who] = await probe.read(whoAndMirrorQuery(lines[0]?.asked.name ?? ""), whoAndMirrorRow);
    const said = who?.name ?? "";
    const isRight = said.toLowerCase() === instance.name.toLowerCase();
    return result({ target, stage, verdict: said === "" ? "unknown" : isRight ? "pass" : "fail", said });
  } catch (e) {
    return result({ target, stage, verdict: "unknown", said: messageOf(e) });
  }
}

/** Rights on the server, and of who watches also those on log shipping's tables, wherever a copy stands. */
async function testRights(
  probe: Probe,
  { instance, target, lines }: Lines,
  rights: readonly { readonly use: Use; readonly facts: RightsFacts }[],
): Promise<TestResult> {
  const missing = rights.map(({ use, facts }) => missingRights(use, facts));
  const watches = rights.find(({ use }) => use === "watch");
  const line = lines.find(({ use }) => use === "watch");
  if (watches !== undefined && line !== undefined && /\b[AB]\b/.test(instance.duties))
    missing.push(await missingInMsdb(probe, line.asked.name, watches.facts.login));
  const lacking = missing.flatMap((each) => each ?? []);
  const verdict = lacking.length > 0 ? "fail" : missing.includes(null) ? "unknown" : "pass";
  const said = [...new Set(lacking.map(({ login, right }) => `${login}: ${right}`))].join(", ");
  return result({ target, stage: "rights", verdict, said, fix: lacking.flatMap(({ statement }) => statement) });
}

/** Whether log shipping's tables can be read, tried by reading them; null where that could not be told. */
async function missingInMsdb(probe: Probe, line: string, login: string): Promise<readonly MissingRight[] | null> {
  try {
    await probe.read(shipsToQuery(line), shipsToRow);
    return [];
  } catch (e) {
    return stageOf(e) === "rights" ? [lacksMsdb(login)] : null;
  }
}
