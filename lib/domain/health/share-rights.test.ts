import { describe, expect, it, test } from "vitest";
import { folderAclRow, shareAccessRow, shareOf } from "#lib/domain/commands/queries/health/share-rights.ts";
import { StepError } from "#lib/domain/errors.ts";
import { checks } from "./checks/all.ts";
import type { Section } from "./readings.ts";
import { isOpenToAll, type ShareRights, unreadRights, writersIn } from "./share-rights.ts";
import { read } from "./testing/healthy-instances.ts";
import { healthyReadings, now, pool } from "./testing/healthy-readings.ts";

test("a share is known by its server and name; a path of an instance's own stands on none", () => {
  expect(shareOf("\\\\fsto01\\LogShip\\mgc")).toEqual({ server: "fsto01", share: "LogShip" });
  expect(shareOf("\\\\fs.contoso.local\\Mirror")).toEqual({ server: "fs.contoso.local", share: "Mirror" });
  expect(shareOf("D:\\LogShip\\mgc")).toBeNull();
});

test("Windows writes rights by name or by number, and both are understood", () => {
  const share = [
    { AccountName: "a", AccessControlType: "Allow", AccessRight: "Change" },
    { AccountName: "b", AccessControlType: 0, AccessRight: 2 },
    { AccountName: "c", AccessControlType: 1, AccessRight: 0 },
    { AccountName: "d", AccessControlType: "Allow", AccessRight: "Custom" },
  ].map((row) => shareAccessRow.parse(row));
  expect(writersIn(share)).toEqual({ allowed: ["a", "d"], denied: ["c"] });
  const rule = (IdentityReference: string, FileSystemRights: unknown, PropagationFlags = "None") => ({
    IdentityReference,
    FileSystemRights,
    AccessControlType: "Allow",
    PropagationFlags,
  });
  const rules = folderAclRow.parse({
    Access: [
      rule("full", "FullControl"),
      rule("modify", "Modify, Synchronize"),
      rule("reads", "ReadAndExecute, Synchronize"),
      rule("generic", "-536805376"),
      rule("generic reads", -2_147_483_648),
      rule("CREATOR OWNER", "FullControl", "InheritOnly"),
    ],
  });
  expect(writersIn(rules).allowed).toEqual(["full", "modify", "generic"]);
});

test("everybody is recognised in the languages that Windows names him in", () => {
  for (const name of ["Everyone", "Jeder", "NT-AUTORITÄT\\Authentifizierte Benutzer", "S-1-1-0"])
    expect(isOpenToAll(["CONTOSO\\sql", name])).toBe(true);
  expect(isOpenToAll(["CONTOSO\\everyone-in-sql-team", "BUILTIN\\Administrators"])).toBe(false);
});

test("refused, absent and failed are told apart", () => {
  const error = (errorId: string, category = "") =>
    new StepError("remote", "m", { effect: "none", causes: [{ errorId, message: "m" }], data: { category } });
  expect(unreadRights(error("Windows System Error 5,Get-SmbShareAccess")).kind).toBe("not-visible");
  expect(unreadRights(error("x", "PermissionDenied: (:) []")).kind).toBe("not-visible");
  expect(unreadRights(error("CommandNotFoundException")).kind).toBe("not-available");
  expect(unreadRights(error("CmdletizationQuery_NotFound_Name,Get-SmbShareAccess")).kind).toBe("failed");
});

describe("the check", () => {
  const by = (...accounts: readonly string[]): ShareRights["share"] => ({
    kind: "read",
    value: accounts.map((account) => ({ account, isAllowed: true, mayWrite: true })),
  });
  const state = (share: ShareRights["share"], folder: ShareRights["folder"]) => {
    const seen = { ...healthyReadings(), shareRights: { backupShare: read({ share, folder }) } };
    const check = checks.find(({ id }) => id === "folder-writers");
    return check?.judge({ pool, seen, now })[0]?.state;
  };
  const unread = (kind: "not-visible" | "not-available"): Section<never> => ({ kind, why: "w" });

  it("is good when one list keeps everybody out, and a warning when neither does", () => {
    expect(state(by("Everyone"), by("D\\sql"))).toBe("good");
    expect(state(by("Everyone"), by("D\\sql", "Everyone"))).toBe("warning");
  });

  it("is bad when nobody may write, whatever else is not known", () => {
    expect(state(by(), by("D\\sql"))).toBe("bad");
    expect(state(unread("not-visible"), by())).toBe("bad");
  });

  it("is unknown while a list is not visible, and rests on the folder alone where Windows has no share cmdlet", () => {
    expect(state(unread("not-visible"), by("D\\sql"))).toBe("unknown");
    expect(state(by("D\\sql"), unread("not-visible"))).toBe("unknown");
    expect(state(unread("not-available"), by("D\\sql"))).toBe("good");
  });
});
