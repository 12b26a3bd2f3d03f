import type { InstanceView, LogShippingView, OverviewView, Reading } from "#lib/domain/views/overview-view.ts";

type Verdict = OverviewView["verdict"];
type Reason = Verdict["reasons"][number];

/** All that the first line of the overview is judged from. */
export type VerdictInput = {
  readonly instances: readonly InstanceView[];
  readonly poolState: Reading<string>;
  readonly activeServers: Reading<readonly string[]>;
  /** Site of each chat server, by lower-case name. */
  readonly siteOfChatServer: Readonly<Record<string, "home" | "other">>;
  readonly logShipping: LogShippingView;
  readonly recoveryPointSeconds: number | null;
  readonly targetSeconds: number;
  readonly now: string;
  /** An older value counts as unknown. */
  readonly maxAgeMs: number;
};

/**
 * Protected only when everything needed was read, is fresh and is good. What is known to be bad outranks what is not
 * known; two writable copies outrank all. Texts of the reasons are `verdict.reasons.<key>`.
 */
export function overviewVerdict(input: VerdictInput): Verdict {
  const writable = input.instances.filter((each) => known(each.state, input)?.writable === true);
  if (writable.length > 1)
    return {
      kind: "two-writable-copies",
      reasons: writable.map((each) => ({ key: "writable-copy", facts: { instance: each.name } })),
    };
  const unknown = unknowns(input);
  if (known(input.poolState, input) === "FailedOver")
    return { kind: "failed-over", reasons: [...failedOverReasons(input, writable[0]), ...unknown] };
  const bad = [...copyFaults(input, writable[0]), ...logShippingFaults(input), ...chatFaults(input)];
  if (bad.length > 0) return { kind: "at-risk", reasons: [...bad, ...unknown] };
  if (unknown.length > 0) return { kind: "not-proven", reasons: unknown };
  return { kind: "protected", reasons: [] };
}

/** The value, if it was read without error and is young enough to be believed; else null. */
export function known<T>(reading: Reading<T>, at: { readonly now: string; readonly maxAgeMs: number }): T | null {
  if (reading.value === null || reading.at === null || reading.error !== null) return null;
  return new Date(at.now).getTime() - new Date(reading.at).getTime() <= at.maxAgeMs ? reading.value : null;
}

/** Witnesses and monitors hold no copy of `mgc`; only these four duties do. */
export function holdsCopy(instance: { readonly duties: readonly string[] }): boolean {
  return instance.duties.some((duty) => /^(home|other) [AB]$/.test(duty));
}

function unknowns(input: VerdictInput): readonly Reason[] {
  const reasons: Reason[] = [];
  for (const instance of input.instances)
    if (holdsCopy(instance) && known(instance.state, input) === null)
      reasons.push({ key: "instance-unknown", facts: { instance: instance.name, ...ageFacts(instance.state) } });
  if (known(input.poolState, input) === null)
    reasons.push({ key: "pool-state-unknown", facts: ageFacts(input.poolState) });
  if (known(input.activeServers, input) === null)
    reasons.push({ key: "active-servers-unknown", facts: ageFacts(input.activeServers) });
  const logShipping = known(input.logShipping, input);
  if (logShipping === null) reasons.push({ key: "log-shipping-unknown", facts: ageFacts(input.logShipping) });
  else if (!logShipping.removed && input.recoveryPointSeconds === null)
    reasons.push({ key: "recovery-point-unknown", facts: {} });
  return reasons;
}

function ageFacts(reading: Reading<unknown>): Readonly<Record<string, string>> {
  return { error: reading.error ?? "", lastAt: reading.at ?? "" };
}

function failedOverReasons(input: VerdictInput, live: InstanceView | undefined): readonly Reason[] {
  if (live === undefined) return [{ key: "no-live-copy", facts: {} }];
  const reasons: Reason[] = [{ key: "live-copy", facts: { instance: live.name } }];
  if (live.site === "home") reasons.push({ key: "live-copy-at-home", facts: { instance: live.name } });
  return [...reasons, ...mirrorFaults(input, live)];
}

function copyFaults(input: VerdictInput, live: InstanceView | undefined): readonly Reason[] {
  const allRead = input.instances.filter(holdsCopy).every((each) => known(each.state, input) !== null);
  const reasons: Reason[] = [];
  if (live === undefined) return allRead ? [{ key: "no-live-copy", facts: {} }, ...secondaryFaults(input)] : reasons;
  if (live.site === "other") reasons.push({ key: "writable-in-other", facts: { instance: live.name } });
  return [...reasons, ...mirrorFaults(input, live), ...secondaryFaults(input)];
}

function mirrorFaults(input: VerdictInput, live: InstanceView): readonly Reason[] {
  const state = known(live.state, input)?.mirroringState ?? null;
  if (state === null) return [{ key: "mirror-absent", facts: { instance: live.name } }];
  return state === "SYNCHRONIZED" ? [] : [{ key: "mirror-not-synchronized", facts: { instance: live.name, state } }];
}

// One restoring copy in the other site is enough; none of them seen restoring is a fault only when all were seen.
function secondaryFaults(input: VerdictInput): readonly Reason[] {
  const others = input.instances.filter((each) => each.site === "other" && holdsCopy(each));
  const states = others.map((each) => known(each.state, input));
  if (states.some((state) => state?.role === "secondary") || states.includes(null)) return [];
  const facts = { instances: others.map((each) => `${each.name}: ${known(each.state, input)?.mgcState}`).join(", ") };
  return [{ key: "other-not-restoring", facts }];
}

function logShippingFaults(input: VerdictInput): readonly Reason[] {
  const value = known(input.logShipping, input);
  if (value === null) return [];
  if (value.removed) return [{ key: "log-shipping-removed", facts: {} }];
  if (input.recoveryPointSeconds === null || input.recoveryPointSeconds <= input.targetSeconds) return [];
  const facts = { seconds: String(input.recoveryPointSeconds), target: String(input.targetSeconds) };
  return [{ key: "recovery-point-missed", facts }];
}

function chatFaults(input: VerdictInput): readonly Reason[] {
  const reasons: Reason[] = [];
  const poolState = known(input.poolState, input);
  if (poolState !== null && poolState !== "Normal")
    reasons.push({ key: "pool-state-unexpected", facts: { state: poolState } });
  const active = known(input.activeServers, input);
  if (active === null) return reasons;
  if (active.length === 0) reasons.push({ key: "no-active-servers", facts: {} });
  const away = active.filter((fqdn) => input.siteOfChatServer[fqdn.toLowerCase()] !== "home");
  if (away.length > 0) reasons.push({ key: "active-outside-home", facts: { servers: away.join(", ") } });
  return reasons;
}
