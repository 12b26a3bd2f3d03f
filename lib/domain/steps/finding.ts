import type { Finding, Verdict } from "#lib/domain/run/journal.ts";
import type { Check, LiveContext } from "./step.ts";

/** A judged look with its time. */
export function finding(
  ctx: Pick<LiveContext, "ports">,
  checkId: string,
  verdict: Verdict,
  facts: Readonly<Record<string, string | number>>,
): Finding {
  const text = Object.fromEntries(Object.entries(facts).map(([k, v]) => [k, String(v)]));
  return { checkId, verdict, facts: text, at: ctx.ports.clock.now().toISOString() };
}

/** A check whose look may throw: what could not be read is unknown, never good. */
export function check(
  id: string,
  look: Check["look"],
  extra: { readonly patienceMs?: number; readonly mayGoOn?: boolean; readonly onBad?: "ask" | "record" } = {},
): Check {
  return {
    id,
    patienceMs: extra.patienceMs ?? 0,
    mayGoOn: extra.mayGoOn ?? false,
    onBad: extra.onBad ?? "ask",
    look: async (ctx) => {
      try {
        return await look(ctx);
      } catch (e) {
        return finding(ctx, id, "unknown", { error: e instanceof Error ? e.message : String(e) });
      }
    },
  };
}
