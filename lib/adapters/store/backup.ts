import { createHash } from "node:crypto";
import { copyFileSync, createReadStream, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import { z } from "zod";
import type { AuditVerdict } from "#lib/domain/audit/audit-verdict.ts";
import { AppError } from "#lib/domain/errors.ts";
import { PrismaClient } from "./generated/client.ts";
import { openStore } from "./open-store.ts";
import { SafeSqlite } from "./safe-sqlite.ts";
import { makeSealer } from "./seal.ts";
import { soleRunner } from "./sole-runner.ts";
import { verifyAll } from "./verify.ts";

const headRows = z.array(z.object({ number: z.number().int(), hash: z.string() }));
export type Verified = { readonly verdict: AuditVerdict; readonly sha256: string };

/**
 * Verifies every chain and seal of a database file that no migration touches. Records nothing; safe to call twice.
 * @throws AppError "not-found" when there is no such file, "store-failed" when it is no audit database
 */
export async function verifyFile(path: string, auditKey: string): Promise<Verified> {
  if (!existsSync(path)) throw new AppError("not-found", `there is no file ${path}`);
  const prisma = new PrismaClient({ adapter: new SafeSqlite({ url: `file:${path}` }, { timestampFormat: "iso8601" }) });
  try {
    const verdict = await verifyAll(prisma, makeSealer(auditKey));
    return { verdict, sha256: await sha256Of(path) };
  } finally {
    await prisma.$disconnect();
  }
}

/** Hash of every record of the head chain, by number: what was posted outside is laid beside it. @throws as `verifyFile` */
export async function headsOf(path: string): Promise<ReadonlyMap<number, string>> {
  if (!existsSync(path)) throw new AppError("not-found", `there is no file ${path}`);
  const database = new Database(path, { readonly: true, timeout: 60_000 });
  try {
    const rows = database.prepare(`SELECT number, hash FROM "Entry" WHERE stream = 'heads'`).all();
    return new Map(headRows.parse(rows).map(({ number, hash }) => [number, hash]));
  } finally {
    database.close();
  }
}

/**
 * Copies the audit database into a new file while the console may go on writing: the copy is the state of one moment. Then
 * verifies the copy. @throws AppError "conflict" when the file is there already, "store-failed" when the copy is not whole
 */
export async function backUp(from: string, to: string, auditKey: string): Promise<Verified> {
  if (!existsSync(from)) throw new AppError("not-found", `there is no audit database ${from}`);
  if (existsSync(to)) throw new AppError("conflict", `${to} is there already: a backup never overwrites a file`);
  mkdirSync(dirname(to), { recursive: true });
  const source = new Database(from, { readonly: true, timeout: 60_000 });
  try {
    // The state of one moment whatever is written meanwhile; the page-wise backup begins anew with each foreign write, for ever.
    source.prepare("VACUUM INTO ?").run(to);
  } finally {
    source.close();
  }
  return wholeOrThrow(to, await verifyFile(to, auditKey));
}

/**
 * Puts a verified copy in the database's place; what was there is set aside beside it, never deleted. That it was restored is an
 * audit entry of the restored database. Only while no console uses it.
 * @throws AppError "conflict" while a console uses the database, "store-failed" when the copy is not whole: nothing was changed
 */
export async function restore(
  from: string,
  to: string,
  {
    auditKey,
    migrationsDir,
    now,
  }: { readonly auditKey: string; readonly migrationsDir: string; readonly now: () => Date },
): Promise<Verified & { readonly setAside: string | null }> {
  const verified = wholeOrThrow(from, await verifyFile(from, auditKey));
  const lock = soleRunner(to);
  if (lock.hold() === "taken") throw new AppError("conflict", `a console uses ${to}: stop it first`);
  try {
    const setAside = existsSync(to) ? `${to}.before-${now().toISOString().replaceAll(/[:.]/g, "-")}` : null;
    mkdirSync(dirname(to), { recursive: true });
    if (setAside !== null)
      for (const end of ["", "-wal", "-shm"]) if (existsSync(to + end)) renameSync(to + end, setAside + end);
    copyFileSync(from, to);
    for (const end of ["-wal", "-shm"]) rmSync(to + end, { force: true });
    const open = await openStore({ url: `file:${to}`, migrationsDir, auditKey, now });
    const data = { sha256: verified.sha256, setAside: setAside ?? "" };
    await open.store.recordEntry({ stream: "console", kind: "audit-restored", person: "console", data });
    await open.close();
    return { ...verified, setAside };
  } finally {
    lock.release();
  }
}

function wholeOrThrow(path: string, verified: Verified): Verified {
  const { verdict } = verified;
  if (verdict.kind === "whole") return verified;
  const { stream, number, reason } = verdict;
  throw new AppError("store-failed", `${path} is not whole: record ${number} of ${stream} (${reason})`, {
    data: { stream, number, reason },
  });
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const part of createReadStream(path)) hash.update(part);
  return hash.digest("hex");
}
