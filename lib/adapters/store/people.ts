import { AppError } from "#lib/domain/errors.ts";
import type { PeoplePort, Person } from "#lib/domain/people/people-port.ts";
import { makeLinks } from "./links.ts";
import { note, parsePerson, withFacts } from "./person-row.ts";
import { countAdministrators, requireAdministratorOfAll, setPoolRole } from "./pool-roles.ts";
import { guarded, type StoreContext, type Transaction, transact } from "./transact.ts";

/** People in the audit database, beside the entries about them. */
export function makePeople(context: StoreContext): PeoplePort {
  const { prisma } = context;
  const include = withFacts(context.poolFqdn);
  const facts = (p: Person) => ({ role: p.role, disabled: p.disabled });
  return {
    ...makeLinks(context),
    list: () =>
      guarded("people", async () =>
        (await prisma.user.findMany({ orderBy: { name: "asc" }, include })).map(parsePerson),
      ),
    person: (id) =>
      guarded("person", async () => {
        const found = await prisma.user.findUnique({ where: { id }, include });
        return found === null ? null : parsePerson(found);
      }),
    create: (person, by) =>
      transact(context, "person", async (tx) => {
        const email = person.email.trim().toLowerCase();
        if ((await tx.user.findUnique({ where: { email } })) !== null)
          throw new AppError("conflict", `somebody with the address ${email} is here already`);
        const data = { id: context.newId(), name: person.name.trim(), email, emailVerified: true };
        await tx.user.create({ data });
        await setPoolRole(context, tx, { userId: data.id, role: person.role });
        const made = await personOrThrow(context, tx, data.id);
        const after = { ...facts(made), name: made.name, email };
        await note(context, tx, { kind: "person-created", by, data: { personId: made.id, before: null, after } });
        return made;
      }),
    change: (id, to, by) =>
      transact(context, "person", async (tx) => {
        const before = await personOrThrow(context, tx, id);
        const losesKey = to.disabled === true || (to.role !== undefined && to.role !== "administrator");
        if (losesKey && before.role === "administrator") await keepOneAdministrator(context, tx, id);
        if (to.disabled !== undefined) {
          await requireAdministratorOfAll(context, tx, { userId: id, by });
          await tx.user.update({ where: { id }, data: { disabled: to.disabled } });
        }
        if (to.role !== undefined) await setPoolRole(context, tx, { userId: id, role: to.role });
        const after = await personOrThrow(context, tx, id);
        // What was so already is no change, and nobody made one.
        if (after.role === before.role && after.disabled === before.disabled) return { before, after };
        if (after.disabled) await tx.session.deleteMany({ where: { userId: id } });
        const data = { personId: id, name: before.name, before: facts(before), after: facts(after) };
        await note(context, tx, { kind: "person-changed", by, data });
        return { before, after };
      }),
    sessions: (userId) =>
      guarded("sessions", async () => {
        const now = context.now();
        const rows = await prisma.session.findMany({
          where: { userId, expiresAt: { gt: now } },
          orderBy: { updatedAt: "desc" },
        });
        return rows.map((s) => ({
          id: s.id,
          userId: s.userId,
          browser: (s.userAgent ?? "").slice(0, 300),
          address: s.ipAddress ?? "",
          since: s.createdAt.toISOString(),
          seenAt: s.updatedAt.toISOString(),
          endsAt: s.expiresAt.toISOString(),
        }));
      }),
    revoke: (userId, sessionId, by) =>
      transact(context, "sessions", async (tx) => {
        const person = await personOrThrow(context, tx, userId);
        await requireAdministratorOfAll(context, tx, { userId, by });
        const where = sessionId === null ? { userId } : { userId, id: sessionId };
        const { count } = await tx.session.deleteMany({ where });
        const data = { personId: userId, name: person.name, before: { sessions: count }, after: { sessions: 0 } };
        if (count > 0) await note(context, tx, { kind: "sessions-revoked", by, data });
      }),
    setLanguage: (userId, language) =>
      guarded("language", async () => {
        await prisma.user.updateMany({ where: { id: userId }, data: { language } });
      }),
    confirm: (sessionId) =>
      transact(context, "session", async (tx) => {
        const found = await tx.session.update({
          where: { id: sessionId },
          data: { confirmedAt: context.now() },
          include: { user: true },
        });
        const by = { person: found.user.name, personId: found.userId };
        await note(context, tx, { kind: "identity-confirmed", by, data: {} });
      }),
    hasAdministrator: () => guarded("people", async () => (await countAdministrators(context, prisma)) > 0),
  };
}

async function personOrThrow(context: StoreContext, tx: Transaction, id: string): Promise<Person> {
  const found = await tx.user.findUnique({ where: { id }, include: withFacts(context.poolFqdn) });
  if (found === null) throw new AppError("not-found", "there is no such person");
  return parsePerson(found);
}

async function keepOneAdministrator(context: StoreContext, tx: Transaction, id: string): Promise<void> {
  if ((await countAdministrators(context, tx, id)) === 0)
    throw new AppError("refused", "this is the last administrator who can sign in; make another one first");
}
