import { whoAndMirrorQuery, whoAndMirrorRow } from "#lib/domain/commands/queries/discovery.ts";
import { type RightsFacts, rightsQuery, rightsRow } from "#lib/domain/commands/queries/health/parity.ts";
import { isAppError } from "#lib/domain/errors.ts";
import { type Use, uses } from "#lib/domain/rights/grants.ts";
import { missingRights } from "#lib/domain/rights/missing-rights.ts";
import { askedOf } from "#lib/domain/topology/discovery/discover.ts";
import type { DraftInstance } from "#lib/domain/topology/draft.ts";
import type { Asked, Probe, ProbePort } from "#lib/domain/topology/probe-port.ts";
import { messageOf, notTried, result, type TestResult } from "./result.ts";

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

async function testLines(probe: Probe, { instance, target, lines }: Lines): Promise<readonly TestResult[]> {
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
  return [tls, login, await testName(probe, { instance, target, lines }), testRights(target, rights)];
}

/** What kept a login from coming about: the certificate, the login itself, or something nobody can tell. */
function refused(target: string, instance: DraftInstance, e: unknown): readonly TestResult[] {
  const said = messageOf(e);
  const isLogin = isAppError(e) && (e.data.driverCode === "ELOGIN" || /login failed|18456/i.test(said));
  if (isLogin) {
    const tls = result({ target, stage: "tls", verdict: instance.encrypt ? "pass" : "fail" });
    return [tls, result({ target, stage: "login", verdict: "fail", said }), ...notTried(target, ["name", "rights"])];
  }
  const isCertificate = /certificate|self.signed|altname|TLS|SSL|EPROTO/i.test(said);
  const tls = result({ target, stage: "tls", verdict: isCertificate ? "fail" : "unknown", said });
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

function testRights(target: string, rights: readonly { readonly use: Use; readonly facts: RightsFacts }[]): TestResult {
  const missing = rights.map(({ use, facts }) => missingRights(use, facts));
  const unknown = missing.some((each) => each === null);
  const lacking = missing.flatMap((each) => each ?? []);
  const verdict = lacking.length > 0 ? "fail" : unknown ? "unknown" : "pass";
  const said = lacking.map(({ login, right }) => `${login}: ${right}`).join(", ");
  return result({ target, stage: "rights", verdict, said, fix: lacking.map(({ statement }) => statement) });
}
