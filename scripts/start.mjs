// npm start [-- --pool <file>|--first-run [--credentials <file>] [--accounts <file>] [--host <address>] [--url <address>]] [--port <n>]
// Without --pool the lab is started beside the console: two simulated data centres on this machine.
// --first-run: no pool file; the pool is set up in the browser. --first-run --lab: the same beside the lab, to try it.
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { buildIfChanged, generateClient } from "./build.mjs";
import { endOnSignals, isLeaving, leave, runQuietly } from "./children.mjs";
import { freePort, secretFile, startConsole, startLab } from "./console.mjs";
import { continueUnderProjectNode, installIfNeeded } from "./install.mjs";
import { root } from "./places.mjs";

const option = { type: "string" };

function readOptions() {
  const options = { pool: option, credentials: option, accounts: option, host: option, url: option, port: option };
  const flags = { "first-run": { type: "boolean" }, lab: { type: "boolean" } };
  const { values } = parseArgs({ options: { ...options, ...flags } });
  const port = Number(values.port ?? process.env.PORT ?? 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error(`not a port: ${values.port}`);
  for (const name of ["credentials", "accounts", "host", "url"]) {
    // The lab's accounts are known to everybody: with them the console listens on this machine only.
    if (values[name] !== undefined && hasLab(values)) throw new Error(`--${name} needs --pool or --first-run`);
  }
  for (const name of ["pool", "credentials", "accounts"]) {
    if (values[name] !== undefined && !existsSync(resolve(values[name])))
      throw new Error(`there is no file ${resolve(values[name])} (--${name})`);
  }
  return { ...values, host: values.host ?? "127.0.0.1", port };
}

/** Only a console that was told nothing of its own servers has the lab beside it. */
const hasLab = (values) => values.pool === undefined && (!values["first-run"] || values.lab === true);

function ownFiles(values) {
  return {
    POOL_FILE: values.pool === undefined ? "" : resolve(values.pool),
    ...(values.credentials === undefined ? {} : { CREDENTIALS_FILE: resolve(values.credentials) }),
    ...(values.accounts === undefined ? {} : { ACCOUNTS_FILE: resolve(values.accounts) }),
  };
}

/** The console reads the lab's credentials like any other's: sealed. */
async function sealLabCredentials(dataDir, labDir) {
  const sealed = join(dataDir, "lab-credentials.json");
  const args = [join(root, "scripts/credentials.mjs"), "seal", join(labDir, "credentials.json"), "--out", sealed];
  const { code, said } = await runQuietly(process.execPath, args, { env: { ...process.env, DATA_DIR: dataDir } });
  if (code !== 0) throw new Error(`the lab's credentials could not be sealed: ${said}`);
  return sealed;
}

/** The lab's management shell, which a pool file would name. */
function labShell(labDir) {
  const { shellUrl } = JSON.parse(readFileSync(join(labDir, "lab.json"), "utf8"));
  return JSON.stringify([join(root, "lab/powershell/host"), "-ShellUrl", shellUrl]);
}

async function labFiles(dataDir, isEmpty) {
  const labDir = resolve(process.env.LAB_DIR ?? join(dataDir, "lab"));
  const lab = await startLab(labDir);
  const files = {
    LAB_DIR: labDir,
    ...(isEmpty ? { POOL_FILE: "", MANAGEMENT_SHELL: labShell(labDir) } : { POOL_FILE: join(labDir, "pool.yaml") }),
    CREDENTIALS_FILE: await sealLabCredentials(dataDir, labDir),
    ACCOUNTS_FILE: join(labDir, "accounts.json"),
  };
  return { lab, files };
}

/** What a person who set the servers up knows, and nobody can read anywhere. */
function sayWhatIsKnown(labDir) {
  const { ports } = JSON.parse(readFileSync(join(labDir, "lab.json"), "utf8"));
  console.log("to set the pool up, sign in as luca.marino@contoso.local, the administrator; the lab's servers are at");
  for (const [name, port] of Object.entries(ports)) console.log(`  ${name.padEnd(14)} 127.0.0.1 port ${port}`);
  console.log(
    `their certificates are self-signed; the folders as the console opens them stand in ${join(labDir, "pool.yaml")}`,
  );
}

async function main() {
  const values = readOptions();
  await installIfNeeded();
  if (await continueUnderProjectNode()) return;
  await generateClient();
  if (!(await buildIfChanged())) throw new Error("next build failed");
  const dataDir = resolve(process.env.DATA_DIR ?? join(root, ".data"));
  const own = {
    DATA_DIR: dataDir,
    AUTH_SECRET_FILE: secretFile(dataDir, "auth-secret"),
    AUDIT_KEY_FILE: secretFile(dataDir, "audit-key"),
    CREDENTIALS_KEY_FILE: process.env.CREDENTIALS_KEY_FILE ?? secretFile(dataDir, "credentials-key"),
    DATABASE_URL: process.env.DATABASE_URL ?? `file:${join(dataDir, "audit.db")}`,
    MIGRATIONS_DIR: join(root, "prisma/migrations"),
  };
  const { lab, files } = hasLab(values)
    ? await labFiles(dataDir, values["first-run"] === true)
    : { lab: null, files: ownFiles(values) };
  const port = await freePort(values.port, values.host);
  const { baseUrl, child } = await startConsole({ ...values, port, env: { ...own, ...files } });
  if (lab !== null) console.log(`lab control port: ${lab.controlUrl}`);
  console.log(`the console is ready: ${baseUrl}`);
  if (lab !== null) console.log("its sign-in page names the lab's accounts; Ctrl-C ends console and lab");
  if (lab !== null && values["first-run"]) sayWhatIsKnown(files.LAB_DIR);
  lab?.child?.once("exit", () => {
    if (!isLeaving()) console.error("the lab has ended; its instances will be shown as unreachable");
  });
  child.once("exit", (code) => leave(code ?? 1));
}

endOnSignals();
main().catch((e) => {
  console.error(`start failed: ${e.message}`);
  return leave(1);
});
