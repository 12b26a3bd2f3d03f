import { readOrphans } from "#lib/domain/commands/failback-observations.ts";
import { createWindowsLogin } from "#lib/domain/commands/logins.ts";
import { type RunState, resultOf } from "#lib/domain/run/run-state.ts";
import { evidenceAct, observed, sqlAct } from "#lib/domain/steps/act.ts";
import { check, finding } from "#lib/domain/steps/finding.ts";
import type { Act } from "#lib/domain/steps/step.ts";
import { failbackOf } from "./pins.ts";

/**
 * Users of mgc without a login here, as after a rebuilt home: Windows logins that the capture knows are made again. The rest (SQL
 * logins: no password is ever captured) is left to a person and named by the check. dba-notes 15.
 */
export function missingLogins(run: RunState, plan: Parameters<typeof failbackOf>[0] & { readonly target: string }) {
  const { target } = plan;
  const orphans = (resultOf(run, "orphans") as readonly string[] | undefined) ?? [];
  const known = failbackOf(plan).rebuild.windowsLogins;
  return [
    evidenceAct("orphans", target, (ctx) => readOrphans(ctx.ports.sql, target)),
    ...orphans.filter((name) => known.some((k) => k.toLowerCase() === name.toLowerCase())).map(makeAgain(target)),
  ];
}

const makeAgain =
  (target: string) =>
  (login: string): Act =>
    sqlAct(createWindowsLogin(target, login), {
      id: `create-login:${login}`,
      repeatable: true,
      skip: "user-without-login",
      observe: async (ctx) => {
        const left = await readOrphans(ctx.ports.sql, target);
        return observed(left.includes(login) ? "not-started" : "done", { login });
      },
    });

/** Without its login a chat service cannot sign in, although everything else is green (18456, 916). */
export const usersHaveLogins = check(
  "users-have-logins",
  async (ctx) => {
    const orphans = await readOrphans(ctx.ports.sql, ctx.plan.target);
    return finding(ctx, "users-have-logins", orphans.length === 0 ? "pass" : "fail", {
      instance: ctx.plan.target,
      orphans: orphans.join(", ") || "none",
    });
  },
  { mayGoOn: true },
);
