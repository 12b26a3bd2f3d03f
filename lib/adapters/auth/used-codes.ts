import { APIError } from "better-auth/api";
import { z } from "zod";

/** A code counts in its own half minute, the one before and the one after. */
const lifeMs = 120_000;
const request = z.object({
  path: z.literal("/two-factor/verify-totp"),
  body: z.object({ code: z.string() }),
});

/**
 * Remembers which codes of second factors were used: each makes one session (RFC 6238, 5.2), also when somebody looked over a shoulder.
 * In memory, per process; for who made no use of a code it does nothing. `useOnce` is @throws APIError 401 the second time.
 */
export function usedCodes(now: () => number = () => performance.now()) {
  const used = new Map<string, number>();
  return {
    useOnce: (userId: string, context: unknown): void => {
      const asked = request.safeParse(context);
      if (!asked.success) return;
      for (const [old, at] of used) if (now() - at > lifeMs) used.delete(old);
      const key = `${userId} ${asked.data.body.code}`;
      if (used.has(key)) throw new APIError("UNAUTHORIZED", { message: "Invalid code", code: "INVALID_CODE" });
      used.set(key, now());
    },
  };
}
