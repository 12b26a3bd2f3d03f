// npm run credentials -- key | seal FILE | rotate FILE | set FILE NAME --user U [--domain D] | list FILE   [--out FILE] [--key-file FILE]
// The key: CREDENTIALS_KEY, else --key-file, else credentials-key in DATA_DIR (made when it is missing). No password is ever shown.
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { isSealed, keysOf, newKey, seal, unseal } from "../lib/adapters/secrets/sealed-file.mjs";
import { secretFile } from "./console.mjs";
import { root } from "./places.mjs";

const option = { type: "string" };
const { values, positionals } = parseArgs({
  options: { out: option, "key-file": option, user: option, domain: option },
  allowPositionals: true,
});
const [command, file, name] = positionals;

function keyFile() {
  const dataDir = resolve(process.env.DATA_DIR ?? join(root, ".data"));
  return values["key-file"] ? resolve(values["key-file"]) : secretFile(dataDir, "credentials-key");
}

function keys() {
  return keysOf(process.env.CREDENTIALS_KEY ?? readFileSync(keyFile(), "utf8"));
}

/** Whole or not at all: a crash leaves the old file. */
function replace(path, text) {
  writeFileSync(`${path}.new`, text, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

const save = (path, entries, key) => replace(path, `${JSON.stringify(seal(entries, key), null, 2)}\n`);

function open(path) {
  const content = JSON.parse(readFileSync(path, "utf8"));
  if (!isSealed(content)) throw new Error(`${path} is not sealed; first: npm run credentials -- seal ${path}`);
  return unseal(content, keys());
}

const commands = {
  key: () => console.log(newKey()),
  seal: () => {
    const content = JSON.parse(readFileSync(file, "utf8"));
    if (isSealed(content)) throw new Error(`${file} is sealed already`);
    save(values.out ?? file, content, keys()[0]);
    console.log(`sealed: ${Object.keys(content).join(", ")}`);
  },
  /** At each moment the key file holds the key of the file as it is: a crash anywhere locks nobody out. */
  rotate: () => {
    if (process.env.CREDENTIALS_KEY)
      throw new Error("the key is in CREDENTIALS_KEY: set it to NEW,OLD, run this with --key-file, then take OLD away");
    const entries = open(file);
    const [old] = keys();
    const next = newKey();
    replace(keyFile(), `${next}\n${old.toString("base64url")}\n`);
    save(file, entries, keys()[0]);
    replace(keyFile(), `${next}\n`);
    console.log(
      `${Object.keys(entries).length} credentials are sealed with a new key; the old one opens nothing any more`,
    );
  },
  set: () => {
    if (!name || !values.user) throw new Error("set needs: set FILE NAME --user U, and the password on standard input");
    const password = readFileSync(0, "utf8").replace(/\r?\n$/, "");
    if (password === "") throw new Error("no password on standard input");
    const domain = values.domain ? { domain: values.domain } : {};
    const entries = existsSync(file) ? open(file) : {};
    save(file, { ...entries, [name]: { user: values.user, password, ...domain } }, keys()[0]);
    console.log(`set: ${name}`);
  },
  list: () => console.log(Object.keys(open(file)).join("\n")),
};

try {
  const run = commands[command];
  if (run === undefined || (command !== "key" && file === undefined))
    throw new Error("say one of: key, seal FILE, rotate FILE, set FILE NAME --user U, list FILE");
  run();
} catch (e) {
  console.error(e instanceof SyntaxError ? `${file} does not read as JSON` : e.message);
  process.exitCode = 1;
}
