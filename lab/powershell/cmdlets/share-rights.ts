import { CmdletFailure } from "#lab/powershell/failure.ts";
import type { LyncWorld } from "#lab/world/lync.ts";
import { folders, shareSite } from "#lab/world/places.ts";
import type { Cmdlet } from "./cmdlet.ts";

const fileServer = "fsto01";
const shares = ["LogShip", "Mirror", "NewLogs"];
/** The share is open, as usual, and its folder is not: whoever writes needs both. */
const onShare = [["Everyone", "Full"]] as const;
const onFolder = [
  ["NT AUTHORITY\\SYSTEM", "FullControl"],
  ["BUILTIN\\Administrators", "FullControl"],
  ["CONTOSO\\svc-sql", "Modify, Synchronize"],
  ["CONTOSO\\svc-pchat-console", "ReadAndExecute, Synchronize"],
] as const;

/** Windows' own Get-SmbShareAccess: who may do what through a share, asked of the server that holds it. */
export const getSmbShareAccess: Cmdlet = ({ world, bound }) => {
  const [computer = world.topology.shellComputer.fqdn] = texts(bound.values.get("CimSession"));
  return texts(bound.values.get("Name")).flatMap((name) => {
    const share = shares.find((one) => one.toLowerCase() === name.toLowerCase());
    if (computer.split(".")[0]?.toLowerCase() !== fileServer || (share && !isUp(world, `\\\\${fileServer}\\${share}`)))
      throw new CmdletFailure(
        `WinRM cannot complete the operation. Verify that the specified computer name is valid, that the computer is accessible over the network.`,
        "HRESULT 0x80338126,Get-SmbShareAccess",
        "ConnectionError",
      );
    if (isHidden(world))
      throw new CmdletFailure("Access is denied. ", "Windows System Error 5,Get-SmbShareAccess", "PermissionDenied");
    if (share === undefined)
      throw new CmdletFailure(
        `No MSFT_SMBShare objects found with property 'Name' equal to '${name}'.  Verify the value of the property and retry.`,
        "CmdletizationQuery_NotFound_Name,Get-SmbShareAccess",
        "ObjectNotFound",
      );
    return onShare.map(([AccountName, AccessRight]) => ({
      Name: share,
      ScopeName: "*",
      AccountName,
      AccessControlType: "Allow",
      AccessRight,
    }));
  });
};

/** Windows PowerShell's own Get-Acl, for a folder on a share. */
export const getAcl: Cmdlet = ({ world, bound }) =>
  texts(bound.values.get("LiteralPath") ?? bound.values.get("Path")).map((path) => {
    if (!isUp(world, path))
      throw new CmdletFailure(
        `Cannot find path '${path}' because it does not exist.`,
        "GetAcl_PathNotFound,Microsoft.PowerShell.Commands.GetAclCommand",
        "ObjectNotFound",
      );
    if (isHidden(world))
      throw new CmdletFailure(
        "Attempted to perform an unauthorized operation.",
        "System.UnauthorizedAccessException,Microsoft.PowerShell.Commands.GetAclCommand",
        "PermissionDenied",
      );
    const isOpen =
      world.faults.has("share-open-to-all") && path.toLowerCase().startsWith(folders.backupShare.toLowerCase());
    const rights = isOpen ? [...onFolder, ["Everyone", "Modify, Synchronize"] as const] : onFolder;
    return {
      Path: `Microsoft.PowerShell.Core\\FileSystem::${path}`,
      Owner: "BUILTIN\\Administrators",
      Access: rights.map(([IdentityReference, FileSystemRights]) => ({
        FileSystemRights,
        AccessControlType: "Allow",
        IdentityReference,
        IsInherited: true,
        InheritanceFlags: "ContainerInherit, ObjectInherit",
        PropagationFlags: "None",
      })),
    };
  });

const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.map(String) : value === undefined ? [] : [String(value)];

const isHidden = (world: LyncWorld) => world.faults.has("share-rights-hidden");

function isUp(world: LyncWorld, path: string): boolean {
  const site = shareSite(path);
  const isGone = world.faults.has("share-gone") && path.toLowerCase().startsWith("\\\\fsto01\\logship");
  return (
    path.toLowerCase().startsWith(`\\\\${fileServer}\\`) && !isGone && (site === "third" || world.state.siteUp[site])
  );
}
