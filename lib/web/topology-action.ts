import type { z } from "zod";
import type { ActionResult, ActionState } from "./action-result.ts";
import { attempt, refusedFields } from "./attempt.ts";
import { topologyContext } from "./context.ts";
import { formValues } from "./form-values.ts";

type Context = Awaited<ReturnType<typeof topologyContext>>;

/** As `action`, for the verbs about topologies: they also answer while the console has no pool. */
export function topologyAction<S extends z.ZodType, T>(options: {
  readonly input: S;
  readonly verb: (ctx: Context, input: z.output<S>) => Promise<T>;
  readonly onSuccess?: (value: T, input: z.output<S>) => void | Promise<void>;
}): (state: ActionState<T>, form: FormData) => Promise<ActionResult<T>> {
  return async (_state, form) => {
    const ctx = await topologyContext();
    const input = options.input.safeParse(formValues(form));
    if (!input.success) return refusedFields(input.error);
    const result = await attempt(() => options.verb(ctx, input.data));
    if (result.ok) await options.onSuccess?.(result.value, input.data);
    return result;
  };
}
