import { AppError } from "#lib/domain/errors.ts";
import type { By, Person } from "#lib/domain/people/people-port.ts";
import type { StoreContext, Transaction } from "./transact.ts";

/** Gives a person a role in this console's pool, or takes his away (null). Another pool's stay as they are. */
export async function setPoolRole(
  { poolFqdn }: Pick<StoreContext, "poolFqdn">,
  tx: Transaction,
  to: { readonly userId: string; readonly role: Person["role"] },
): Promise<void> {
  const { userId, role } = to;
  if (role === null) await tx.poolRole.deleteMany({ where: { userId, poolFqdn } });
  else {
    const where = { userId_poolFqdn: { userId, poolFqdn } };
    await tx.poolRole.upsert({ where, create: { userId, poolFqdn, role }, update: { role } });
  }
}

/** How many administrators of this pool can sign in, but for one person. */
export function countAdministrators(
  { poolFqdn }: Pick<StoreContext, "poolFqdn">,
  tx: Transaction,
  butFor = "",
): Promise<number> {
  return tx.poolRole.count({
    where: { poolFqdn, role: "administrator", userId: { not: butFor }, user: { disabled: false } },
  });
}

/**
 * A person's password, sessions and sign-in count in each of his pools: they are for an administrator of all of them, or an
 * administrator here could act there in his name. @throws AppError "refused" naming the pool
 */
export async function requireAdministratorOfAll(
  { poolFqdn }: Pick<StoreContext, "poolFqdn">,
  tx: Transaction,
  at: { readonly userId: string; readonly by: By },
): Promise<void> {
  const { userId, by } = at;
  if (by.personId === userId) return;
  const others = await tx.poolRole.findMany({ where: { userId, poolFqdn: { not: poolFqdn } } });
  for (const other of others) {
    const where = { userId: by.personId ?? "", poolFqdn: other.poolFqdn, role: "administrator" };
    if ((await tx.poolRole.count({ where })) > 0) continue;
    throw new AppError(
      "refused",
      `this person also has a role in ${other.poolFqdn}: an administrator of that pool must do it; here only the role can be changed`,
    );
  }
}
