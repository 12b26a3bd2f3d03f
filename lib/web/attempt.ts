import { unstable_rethrow } from "next/navigation";
import { z } from "zod";
import { isAppError } from "#lib/domain/errors.ts";
import type { ActionResult } from "./action-result.ts";

/** Runs a verb; an expected AppError becomes a value, redirects and everything unexpected go on. */
export async function attempt<T>(verb: () => Promise<T>): Promise<ActionResult<T>> {
  try {
    return { ok: true, value: await verb() };
  } catch (e) {
    unstable_rethrow(e);
    if (!isAppError(e) || e.code === "internal") throw e;
    return { ok: false, code: e.code, message: e.message, fields: namedFields(e.data.fields) };
  }
}

const named = z.record(z.string(), z.string().array());

/** What a verb found wrong with single fields; nothing when it did not say. */
function namedFields(data: unknown): Record<string, string[]> {
  const fields = named.safeParse(data);
  return fields.success ? fields.data : {};
}

/** The answer to a form that does not have its shape. */
export function refusedFields(error: z.ZodError): ActionResult<never> {
  return {
    ok: false,
    code: "bad-input",
    message: "some fields are not filled in correctly",
    fields: fieldsOf(error),
  };
}

function fieldsOf(error: z.ZodError): Record<string, string[]> {
  const fields: Record<string, string[]> = {};
  for (const issue of error.issues) {
    const name = issue.path.join(".");
    fields[name] = [...(fields[name] ?? []), issue.message];
  }
  return fields;
}
