import { AppError } from "#lib/domain/errors.ts";
import { poolStream } from "#lib/domain/stranded/settlement.ts";
import type { AnswerPart } from "#lib/domain/uncaptured/answer-fields.ts";
import { type AnswerData, answerKind, isSamePlace } from "#lib/domain/uncaptured/answers.ts";
import { parseAnswer } from "#lib/domain/uncaptured/parse-answer.ts";
import type { ServiceContext } from "./context.ts";
import { requirePermission } from "./permissions.ts";

export type AnswerUncapturedInput = {
  /** The plan on whose page it was asked: it says which values. */
  readonly planId: string;
  readonly part: AnswerPart;
  readonly instance: string;
  /** Where the person has it from: a document, a colleague. */
  readonly source: string;
  /** As typed, by name of the field. */
  readonly values: Readonly<Record<string, string>>;
};

/**
 * Records what a person says for what nobody captured, with who and when. The next plan uses the newest answer; this one does not
 * change, and a run under way neither. Earlier answers stay in the audit. A second call records a second answer.
 * @throws AppError "not-found" without the plan, "refused" when the plan does not ask this, "bad-input" with `data.fields` by name
 */
export async function answerUncaptured(ctx: ServiceContext, input: AnswerUncapturedInput): Promise<AnswerData> {
  requirePermission(ctx.actor, "capture.answer");
  const { pool, store } = ctx.console;
  const plan = await store.plan(input.planId);
  if (plan === null) throw new AppError("not-found", `there is no plan ${input.planId}. Make a new one.`);
  const asked = plan.view.asked?.find((each) => isSamePlace(each, input));
  if (!asked)
    throw new AppError(
      "refused",
      `this plan does not ask for ${input.part} of ${input.instance}: it was captured or the pool file says it. Make a new plan to see what is missing now.`,
    );
  const { part, instance } = asked;
  const source = input.source.trim();
  const homeServers = pool.chatServers.filter((s) => s.site === "home").map((s) => s.fqdn);
  const parsed = parseAnswer({ part, fields: asked.fields, homeServers }, input.values);
  const fields = {
    ...(source === "" ? { source: ["empty"] } : {}),
    ...Object.fromEntries(
      parsed.ok ? [] : Object.entries(parsed.problems).map(([name, problem]) => [`values.${name}`, [problem]]),
    ),
  };
  if (!parsed.ok || source === "")
    throw new AppError("bad-input", `nothing was recorded: ${asked.what} is not filled in correctly`, {
      data: { fields },
    });
  const data: AnswerData = { part, instance, values: parsed.values, source, planId: plan.id };
  await store.recordEntry({
    stream: poolStream(pool.fqdn),
    kind: answerKind,
    person: ctx.actor.name,
    data: { ...data, personId: ctx.actor.id },
  });
  return data;
}
