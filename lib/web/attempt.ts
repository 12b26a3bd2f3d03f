import { unstable_rethrow } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { isAppError } from "#lib/domain/errors.ts";
import type { ActionResult } from "./action-result.ts";
import { say } from "./said.ts";

/** Runs a verb; an expected AppError becomes a value, redirects and everything unexpected go on. */
export async function attempt<T>(verb: () => Promise<T>): Promise<ActionResult<T>> {
  try {
    return { ok: true, value: await verb() };
  } catch (e) {
    unstable_rethrow(e);
    if (!isAppError(e) || e.code === "internal") throw e;
    return say({ ok: false, code: e.code, message: e.message, fields: namedFields(e.data.fields) });
  }
}

const named = z.record(z.string(), z.string().array());

/** What a verb found wrong with single fields; nothing when it did not say. */
function namedFields(data: unknown): Record<string, string[]> {
  const fields = named.safeParse(data);
  return fields.success ? fields.data : {};
}

/** The answer to a form that does not have its shape. */
export async function refusedFields(error: z.ZodError): Promise<ActionResult<never>> {
  const t = await getTranslations("form.problems");
  const fields: Record<string, string[]> = {};
  for (const issue of error.issues) {
    const name = issue.path.join(".");
    fields[name] = [...(fields[name] ?? []), t(...problemOf(issue))];
  }
  return { ok: false, code: "bad-input", message: t("some"), fields };
}

type Problem = "required" | "tooShort" | "tooLong" | "wrong";

function problemOf(issue: z.core.$ZodIssue): [Problem, { count: number }] {
  if (issue.code === "too_big") return ["tooLong", { count: Number(issue.maximum) }];
  if (issue.code === "too_small" && issue.minimum !== 1) return ["tooShort", { count: Number(issue.minimum) }];
  return [issue.code === "too_small" || issue.input === undefined ? "required" : "wrong", { count: 0 }];
}
