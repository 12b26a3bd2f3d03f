import { createHash, randomBytes } from "node:crypto";
import { AppError } from "#lib/domain/errors.ts";
import type { LinkFor, PeoplePort } from "#lib/domain/people/people-port.ts";
import { note, parsePerson, withFacts } from "./person-row.ts";
import { countAdministrators, requireAdministratorOfAll, setPoolRole } from "./pool-roles.ts";
import { guarded, type StoreContext, type Transaction, transact } from "./transact.ts";

/** A link that sets a password counts so long; who did not use it asks for another. */
const lifeMs = 24 * 3_600_000;
/** The first administrator's: whoever reads the console's output could use it. */
const firstLifeMs = 3_600_000;

const hashOf = (token: string) => createHash("sha256").update(token).digest("hex");
const worksNoMore = "this link does not work any more: it was used, is too old, or a newer one was made";

/** Links that work once: of each only the token's hash is kept. */
export function makeLinks(context: StoreContext): Pick<PeoplePort, "makeLink" | "link" | "spendLink"> {
  const linkFor = async (tx: Transaction, token: string): Promise<LinkFor | null> => {
    const found = await tx.oneTimeLink.findUnique({ where: { tokenHash: hashOf(token) } });
    if (found === null || found.usedAt !== null || found.expiresAt <= context.now()) return null;
    if (found.userId === null) {
      return (await countAdministrators(context, tx)) > 0 ? null : { kind: "first-administrator" };
    }
    const user = await tx.user.findUnique({ where: { id: found.userId }, include: withFacts(context.poolFqdn) });
    return user === null || user.disabled ? null : { kind: "password", person: parsePerson(user) };
  };
  return {
    makeLink: (userId, by) =>
      transact(context, "link", async (tx) => {
        const user = userId === null ? null : await tx.user.findUnique({ where: { id: userId } });
        if (userId !== null && user === null) throw new AppError("not-found", "there is no such person");
        if (userId !== null) await requireAdministratorOfAll(context, tx, { userId, by });
        await tx.oneTimeLink.deleteMany({ where: { userId } });
        const token = randomBytes(32).toString("base64url");
        const expiresAt = new Date(context.now().getTime() + (userId === null ? firstLifeMs : lifeMs));
        await tx.oneTimeLink.create({ data: { tokenHash: hashOf(token), userId, expiresAt } });
        const endsAt = expiresAt.toISOString();
        const data = { personId: userId, name: user?.name ?? null, before: null, after: { endsAt } };
        await note(context, tx, { kind: "link-made", by, data });
        return { token, endsAt };
      }),
    link: (token) => guarded("link", () => linkFor(context.prisma, token)),
    spendLink: (token, to) =>
      transact(context, "link", async (tx) => {
        const goal = await linkFor(tx, token);
        if (goal === null) throw new AppError("conflict", worksNoMore);
        await tx.oneTimeLink.update({ where: { tokenHash: hashOf(token) }, data: { usedAt: context.now() } });
        const person = goal.kind === "password" ? goal.person : await firstAdministrator(context, tx, to.first);
        await setPassword(context, tx, { userId: person.id, hash: to.passwordHash });
        const by = { person: person.name, personId: person.id };
        const kind = goal.kind === "password" ? "password-set" : "first-administrator-made";
        await note(context, tx, {
          kind,
          by,
          data: { personId: person.id, name: person.name, before: null, after: { role: person.role } },
        });
        return person;
      }),
  };
}

async function firstAdministrator(
  context: StoreContext,
  tx: Transaction,
  first: { readonly name: string; readonly email: string } | null,
) {
  if (first === null) throw new AppError("bad-input", "the first administrator needs a name and an e-mail address");
  const email = first.email.trim().toLowerCase();
  if ((await tx.user.findUnique({ where: { email } })) !== null)
    throw new AppError("conflict", `somebody with the address ${email} is here already; take another address`);
  const data = { id: context.newId(), name: first.name.trim(), email, emailVerified: true };
  await tx.user.create({ data });
  await setPoolRole(context, tx, { userId: data.id, role: "administrator" });
  const where = { id: data.id };
  return parsePerson(await tx.user.findUniqueOrThrow({ where, include: withFacts(context.poolFqdn) }));
}

/** Whoever could sign in before cannot any more: sessions and second factor go with the old password. */
async function setPassword(
  context: StoreContext,
  tx: Transaction,
  to: { readonly userId: string; readonly hash: string },
): Promise<void> {
  const { userId, hash: password } = to;
  await tx.account.deleteMany({ where: { userId, providerId: "credential" } });
  await tx.account.create({
    data: { id: context.newId(), userId, accountId: userId, providerId: "credential", password },
  });
  await tx.session.deleteMany({ where: { userId } });
  await tx.twoFactor.deleteMany({ where: { userId } });
  await tx.user.update({ where: { id: userId }, data: { twoFactorEnabled: false } });
}
