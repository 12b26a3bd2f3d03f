import { win32 } from "node:path";
import { z } from "zod";
import type { PowerShellCommand } from "#lib/domain/commands/command.ts";

const deadlineMs = 30_000;

/** Server and name of the share on which a folder stands, as SQL Server is told it; null for a path of an instance's own. Pure. */
export function shareOf(asServer: string): { readonly server: string; readonly share: string } | null {
  const [, server, share] = /^\\\\([^\\]+)\\([^\\]+)\\?$/.exec(win32.parse(asServer).root) ?? [];
  return server === undefined || share === undefined ? null : { server, share };
}

/** Windows' own cmdlet, from Windows Server 2012 on: who may do what through a share, asked of its server. Reads only. */
export function shareAccessQuery(of: { readonly server: string; readonly share: string }): PowerShellCommand {
  const parameters = { Name: [of.share], CimSession: [of.server] };
  return { kind: "powershell", target: "management shell", text: "Get-SmbShareAccess", parameters, deadlineMs };
}

const code = z.union([z.string(), z.number()]).transform(String);

/** Row of `shareAccessQuery`; the numbers are those of MSFT_SmbShareAccessControlEntry. */
export const shareAccessRow = z
  .object({ AccountName: z.string(), AccessControlType: code, AccessRight: code })
  .transform((row) => ({
    account: row.AccountName,
    isAllowed: /^(Allow|0)$/i.test(row.AccessControlType),
    // Custom is neither: whoever holds it is taken for one who may.
    mayWrite: !/^(Read|2)$/i.test(row.AccessRight),
  }));

/** Windows PowerShell's own cmdlet: who may do what in the folder itself. Reads only. */
export function folderAclQuery(asServer: string): PowerShellCommand {
  const parameters = { LiteralPath: [asServer] };
  return { kind: "powershell", target: "management shell", text: "Get-Acl", parameters, deadlineMs };
}

const rule = z
  .object({
    IdentityReference: z.string(),
    AccessControlType: code,
    FileSystemRights: code,
    PropagationFlags: code.nullish(),
  })
  .transform((row) => ({
    account: row.IdentityReference,
    isAllowed: /^(Allow|0)$/i.test(row.AccessControlType),
    mayWrite: writes(row.FileSystemRights),
    // Says nothing of the folder itself, only of what is made in it.
    isForChildren: /InheritOnly/i.test(row.PropagationFlags ?? ""),
  }));

/** Row of `folderAclQuery`. */
export const folderAclRow = z
  .object({ Access: z.array(rule) })
  .transform(({ Access }) => Access.filter(({ isForChildren }) => !isForChildren));

/** One line of either list. */
export type AccessRule = { readonly account: string; readonly isAllowed: boolean; readonly mayWrite: boolean };

// Generic rights have no name and come as a number: GENERIC_WRITE, GENERIC_ALL.
const writes = (rights: string) =>
  /^-?\d+$/.test(rights)
    ? (Number(rights) & 0x5000_0000) !== 0
    : /\b(FullControl|Modify|Write|WriteData|CreateFiles|AppendData|CreateDirectories)\b/i.test(rights);
