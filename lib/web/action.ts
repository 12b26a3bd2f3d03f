import { unstable_rethrow } from "next/navigation";
import { z } from "zod";
import { isAppError } from "#lib/domain/errors.ts";
import type { ActionResult, ActionState } from "./action-result.ts";
import { serviceContext } from "./context.ts";
import { formValues } from "./form-values.ts";

type Context = Awaited<ReturnType<typeof serviceContext>>;

/**
 * Makes a server action for `useActionState`: authenticates, parses the form, calls the verb, and turns an AppError into
 * a value, with the fields that its `data.fields` names. Redirects pass through; an unexpected error goes on to error.tsx. `onSuccess` runs after success: refresh or redirect.
 */
export function action<S extends z.ZodType, T>(options: {
  readonly input: S;
  readonly verb: (ctx: Context, input: z.output<S>) => Promise<T>;
  readonly onSuccess?: (value: T, input: z.output<S>) => void;
}): (state: ActionState<T>, form: FormData) => Promise<ActionResult<T>> {
  return async (_state, form) => {
    const ctx = await serviceContext();
    const input = options.input.safeParse(formValues(form));
    if (!input.success) {
      return {
        ok: false,
        code: "bad-input",
        message: "some fields are not filled in correctly",
        fields: fieldsOf(input.error),
      };
    }
    const result = await attempt(() => options.verb(ctx, input.data));
    if (result.ok) options.onSuccess?.(result.value, input.data);
    return result;
  };
}

async function attempt<T>(verb: () => Promise<T>): Promise<ActionResult<T>> {
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

function fieldsOf(error: z.ZodError): Record<string, string[]> {
  const fields: Record<string, string[]> = {};
  for (const issue of error.issues) {
    const name = issue.path.join(".");
    fields[name] = [...(fields[name] ?? []), issue.message];
  }
  return fields;
}
