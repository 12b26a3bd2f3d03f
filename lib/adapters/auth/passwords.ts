import { AppError } from "#lib/domain/errors.ts";
import type { Auth } from "./make-auth.ts";
import { makeSignInGate } from "./sign-in-gate.ts";

/** Hashes passwords as the sign-in does, and says whether one is a person's; tries are counted before anything is hashed. */
export function makePasswords(auth: Auth) {
  const gate = makeSignInGate();
  return {
    hash: async (password: string): Promise<string> => (await auth.$context).password.hash(password),
    isRight: async (personId: string, password: string): Promise<boolean> => {
      const attempt = { email: personId, address: null, deviceId: "confirm" };
      const seconds = gate.admit(attempt);
      if (seconds > 0) throw new AppError("refused", `too many tries; come back in ${seconds} seconds`);
      const context = await auth.$context;
      const accounts = await context.internalAdapter.findAccounts(personId);
      const hash = accounts.find((a) => a.providerId === "credential")?.password;
      if (!hash || !(await context.password.verify({ hash, password }))) return false;
      gate.succeeded(attempt);
      return true;
    },
  };
}
