// Run after every npm install that changes the lock. npm can leave other platforms' optional packages out of the lock,
// which its own `npm ci` then refuses. This adds their entries; npm skips them on other platforms.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const file = join(import.meta.dirname, "..", "package-lock.json");
const systems = ["darwin", "win32", "android", "freebsd", "openbsd", "netbsd", "sunos", "aix", "linux"];
const processors = ["arm64", "x64", "ia32", "ppc64", "s390x", "riscv64", "loong64", "wasm32", "arm"];

/** Where Node would look for a package that `path` asks for, nearest first. */
function placesOf(path, name) {
  const places = [];
  for (let folder = path; folder !== ""; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))) {
    places.push(`${folder}/node_modules/${name}`);
  }
  return [...places, `node_modules/${name}`];
}

/** The entry npm would write: exact version from the parent, system and processor from the name. */
function entryOf(parent, name, version) {
  const os = systems.find((system) => name.includes(system));
  const cpu = processors.find((processor) => new RegExp(`[-/]${processor}`).test(name));
  if (os === undefined && cpu === undefined) return null;
  return {
    version,
    ...(cpu === undefined ? {} : { cpu: [cpu] }),
    ...(parent.dev ? { dev: true } : {}),
    ...(os === "linux" ? { libc: [name.includes("musl") ? "musl" : "glibc"] } : {}),
    optional: true,
    ...(os === undefined ? {} : { os: [os] }),
  };
}

const lock = JSON.parse(readFileSync(file, "utf8"));
let added = 0;
for (const [path, parent] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
    if (placesOf(path, name).some((place) => lock.packages[place]) || !/^\d/.test(version)) continue;
    const entry = entryOf(parent, name, version);
    if (entry === null) console.error("left out", name, version);
    else {
      lock.packages[`node_modules/${name}`] = entry;
      added += 1;
    }
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`added ${added}`);
