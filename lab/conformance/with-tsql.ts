import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from "node:child_process";
import type { Client, Outcome, SeenError } from "./outcome.ts";
import type { Parameter, Statement } from "./statement.ts";
import type { Address } from "./with-mssql.ts";

const cell = "<|>";
const row = "<-";

/** FreeTDS's own client, when it is installed. */
export function hasTsql(): boolean {
  return spawnSync("tsql", ["-C"]).status === 0;
}

function literal({ type, value }: Parameter): string {
  if (value === null) return "NULL";
  if (typeof value === "number") return String(value);
  return `${type === "nvarchar" ? "N" : ""}'${value.replaceAll("'", "''")}'`;
}

const declared = (type: Parameter["type"]): string =>
  type === "nvarchar" || type === "varchar" ? `${type}(50)` : type;

/** As one batch: this client has no calls and no parameters. */
export function asBatch({ sql, parameters = {}, outputs = {}, isCall }: Statement): string {
  const given = Object.entries(parameters);
  const values = given.map(([name, parameter]) => `@${name} = ${literal(parameter)}`);
  if (isCall) {
    const out = Object.entries(outputs);
    const declare = out.map(([name, type]) => `DECLARE @${name} ${declared(type)}; `).join("");
    return `${declare}EXEC ${sql} ${[...values, ...out.map(([name]) => `@${name} = @${name} OUTPUT`)].join(", ")}`;
  }
  if (given.length === 0) return sql;
  const types = given.map(([name, { type }]) => `@${name} ${declared(type)}`).join(", ");
  return `EXEC sp_executesql N'${sql.replaceAll("'", "''")}', N'${types}', ${values.join(", ")}`;
}

const message = /^Msg (\d+) \(severity (\d+), state (\d+)\) from (.*?)(?: Procedure (\S+))?(?: Line (\d+))?:$/;

/** What it writes to its error stream: messages of a number, and bare texts of PRINT. */
function messages(text: string): { readonly errors: readonly SeenError[]; readonly infos: readonly number[] } {
  const errors: SeenError[] = [];
  const infos: number[] = [];
  const lines = text.split("\n");
  for (let at = 0; at < lines.length; at += 1) {
    const found = message.exec((lines[at] ?? "").replace(/^\r/, ""));
    if (!found) {
      if ((lines[at] ?? "").trim() !== "") infos.push(0);
      continue;
    }
    at += 1;
    while (!/"\s*$/.test(lines[at] ?? '"')) at += 1;
    const [number, level, state, line] = [found[1], found[2], found[3], found[6]].map(Number);
    if ((level ?? 0) <= 10) infos.push(number ?? 0);
    else
      errors.push({
        number: number ?? 0,
        class: level ?? 0,
        state: state ?? 0,
        line: line ?? 0,
        message: lines[at] ?? "",
      });
  }
  return { errors, infos };
}

/** One process for the whole run; the end of each batch is seen by a mark of its own on both streams. */
export function withTsql(at: Address): Client {
  const args = [
    "-H",
    at.host,
    "-p",
    String(at.port),
    "-U",
    at.user,
    "-P",
    at.password,
    "-o",
    "q",
    "-t",
    cell,
    "-r",
    `${row}\n`,
  ];
  const env = { ...process.env, LC_ALL: "C.UTF-8", TDSVER: "auto" };
  const child: ChildProcessWithoutNullStreams = spawn("stdbuf", ["-oL", "tsql", ...args], { env });
  let [out, err, count] = ["", "", 0];
  let woken: () => void = () => undefined;
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    out += text;
    woken();
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    err += text;
    woken();
  });
  child.on("close", () => woken());

  async function batch(sql: string): Promise<{ readonly lines: readonly string[]; readonly told: string }> {
    count += 1;
    const mark = `@@end ${count}`;
    child.stdin.write(`${sql}\ngo\nSELECT '${mark}' AS e\ngo\nPRINT '${mark}'\ngo\n`);
    while (!out.includes(`e${row}\n${mark}${row}\n`) || !err.includes(`${mark}\n`)) {
      if (child.exitCode !== null) throw new TypeError(`tsql ended: ${err || out}`);
      await new Promise<void>((resolve) => {
        woken = resolve;
      });
    }
    const text = out.slice(0, out.indexOf(`e${row}\n${mark}`));
    const told = err.slice(0, err.indexOf(mark));
    [out, err] = [
      out.slice(out.indexOf(mark) + mark.length + row.length + 1),
      err.slice(err.indexOf(mark) + mark.length + 1),
    ];
    return { lines: text.split(`${row}\n`).filter((_, index, all) => index < all.length - 1), told };
  }

  return {
    name: "FreeTDS tsql",
    tells: "text",
    prepare: async (text) => {
      const { errors } = messages((await batch(text)).told);
      if (errors[0]) throw new TypeError(`${errors[0].number} ${errors[0].message}`);
    },
    send: async (statement): Promise<Outcome> => {
      const { lines, told } = await batch(asBatch(statement));
      const plain = lines.map((line) => line.split(cell).map((text) => (text === "NULL" ? null : text)));
      return { sets: [], lines: plain, ...messages(told), returns: null, outputs: {} };
    },
    close: async () => {
      child.stdin.end();
      await new Promise<void>((resolve) =>
        child.exitCode === null ? child.once("close", () => resolve()) : resolve(),
      );
    },
  };
}
