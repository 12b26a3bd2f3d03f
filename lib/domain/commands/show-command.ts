import type { Command, CommandValue } from "./command.ts";

/** What the plan, journal and paper print for a command: text a DBA or administrator could type. Made from the same Command that is sent. */
export function showCommand(command: Command): string {
  switch (command.kind) {
    case "sql":
      return Object.entries(command.parameters).reduce(
        (text, [name, value]) =>
          text
            .replaceAll(new RegExp(`\\b(DATABASE|LOG) @${name}\\b`, "g"), (_, what) => `${what} ${sqlName(value)}`)
            .replaceAll(new RegExp(`@${name}\\b`, "g"), () => sqlLiteral(value)),
        command.text,
      );
    case "powershell":
      return [command.text, ...Object.entries(command.parameters).map(([name, value]) => psArgument(name, value))].join(
        " ",
      );
    case "file": {
      const { file, from, to, aside } = command.parameters;
      if (command.text === "set-aside") return `rename every "${file}" in ${to} by adding "${aside ?? ""}"`;
      const copy = `copy "${file}" from ${from} to ${to}`;
      return aside === undefined ? copy : `rename "${file}" in ${to} to "${aside}", then ${copy}`;
    }
  }
}

/** BACKUP and RESTORE take a variable for a database's name, and no literal: by hand it is typed as a name. sql-server.md F2. */
const sqlName = (value: CommandValue): string => `[${String(value).replaceAll("]", "]]")}]`;

function sqlLiteral(value: CommandValue): string {
  if (value === null) return "NULL";
  if (typeof value === "number") return String(value);
  if (typeof value === "boolean") return value ? "1" : "0";
  return `N'${String(value).replaceAll("'", "''")}'`;
}

function psArgument(name: string, value: CommandValue): string {
  if (value === true) return `-${name}`;
  if (value === false) return `-${name}:$false`;
  if (value === null) return `-${name} $null`;
  if (typeof value === "number") return `-${name} ${value}`;
  if (typeof value === "string") return `-${name} ${psText(value)}`;
  if ("Replace" in value) return `-${name} @{Replace=${value.Replace.map(psText).join(",")}}`;
  return `-${name} ${value.map(psText).join(",")}`;
}

function psText(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
