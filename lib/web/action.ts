import type { z } from "zod";
import type { ActionResult, ActionState } from "./action-result.ts";
import { attempt, refusedFields } from "./attempt.ts";
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
    if (!input.success) return refusedFields(input.error);
    const result = await attempt(() => options.verb(ctx, input.data));
    if (result.ok) options.onSuccess?.(result.value, input.data);
    return result;
  };
}
