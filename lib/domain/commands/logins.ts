import type { SqlCommand } from "./command.ts";

/** Makes a login for a Windows account or group: its SID is the domain's, so users of restored databases find it again. */
export function createWindowsLogin(target: string, login: string): SqlCommand {
  return {
    kind: "sql",
    target,
    text: "DECLARE @s nvarchar(max) = N'CREATE LOGIN ' + QUOTENAME(@login) + N' FROM WINDOWS'; EXEC (@s)",
    parameters: { login },
    deadlineMs: 60_000,
  };
}
