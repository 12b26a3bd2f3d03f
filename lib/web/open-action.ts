import type { z } from "zod";
import { getRuntime } from "#lib/runtime.ts";
import type { ActionResult, ActionState } from "./action-result.ts";
import { attempt, refusedFields } from "./attempt.ts";
import { formValues } from "./form-values.ts";

type Console = ReturnType<ReturnType<typeof getRuntime>["entrance"]>;

/** A server action for somebody who is not signed in: what he holds is in the form. Only for links that work once. */
export function openAction<S extends z.ZodType, T>(options: {
  readonly input: S;
  readonly verb: (console: Console, input: z.output<S>) => Promise<T>;
  readonly onSuccess?: () => void;
}): (state: ActionState<T>, form: FormData) => Promise<ActionResult<T>> {
  return async (_state, form) => {
    const input = options.input.safeParse(formValues(form));
    if (!input.success) return refusedFields(input.error);
    const result = await attempt(() => options.verb(getRuntime().entrance(), input.data));
    if (result.ok) options.onSuccess?.();
    return result;
  };
}
