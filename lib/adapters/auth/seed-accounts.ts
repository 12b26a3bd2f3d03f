import { readFile } from "node:fs/promises";
import { z } from "zod";
import { type Role, roles } from "#lib/domain/actor.ts";
import { AppError } from "#lib/domain/errors.ts";
import type { Auth } from "./make-auth.ts";

const accountsFile = z.array(
  z.object({ email: z.email(), name: z.string().min(1), password: z.string().min(12), role: z.enum(roles) }).strict(),
);

export type Seeded = { readonly email: string; readonly name: string; readonly role: Role };

/**
 * Creates the accounts of a JSON file that do not exist yet and gives those. An account that exists is
 * left as it is, its password and role included. Safe to call twice.
 * @throws AppError "bad-input" when the file does not read as accounts
 */
export async function seedAccounts(auth: Auth, file: string): Promise<readonly Seeded[]> {
  const parsed = accountsFile.safeParse(await readJson(file));
  if (!parsed.success) {
    const paths = parsed.error.issues.map((issue) => issue.path.join(".")); // never the values: they hold passwords
    throw new AppError("bad-input", `accounts file ${file} is not usable at: ${paths.join(", ")}`);
  }
  const context = await auth.$context;
  const created: Seeded[] = [];
  for (const { email, name, password, role } of parsed.data) {
    if ((await context.internalAdapter.findUserByEmail(email)) !== null) continue;
    const user = await context.internalAdapter.createUser(
      { email: email.toLowerCase(), name, emailVerified: true },
      { method: "email-password" },
    );
    await auth.giveRole(user.id, role);
    const hash = await context.password.hash(password);
    await context.internalAdapter.linkAccount({
      userId: user.id,
      providerId: "credential",
      accountId: user.id,
      password: hash,
    });
    created.push({ email, name, role });
  }
  return created;
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch (e) {
    throw new AppError("bad-input", `accounts file ${file} cannot be read as JSON`, { cause: e });
  }
}
