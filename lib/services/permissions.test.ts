import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { Role } from "#lib/domain/actor.ts";
import type { ServiceConsole, ServiceContext } from "./context.ts";
import { type Permission, permissions } from "./permissions.ts";

const folder = dirname(fileURLToPath(import.meta.url));
const helpers = [
  "context.ts",
  "topology-context.ts",
  "asked-servers.ts",
  "missing-credentials.ts",
  "mail-to.ts",
  "permissions.ts",
  "run-owner.ts",
  "read-points.ts",
  "require-confirmed.ts",
];
const verbFiles = readdirSync(folder).filter(
  (f) => f.endsWith(".ts") && !f.endsWith(".test.ts") && !helpers.includes(f),
);
const roles = Object.keys(permissions) as readonly Role[];

/** A console of which nothing may be touched before the permission was checked. */
const untouchable = new Proxy({} as ServiceConsole, {
  get: (_, name) => {
    throw new Error(`console.${String(name)} was touched before the permission`);
  },
});
const context = (role: Role): ServiceContext => ({
  actor: { id: "1", name: "Test", role },
  console: untouchable,
});

type Verb = (ctx: ServiceContext, input: Readonly<Record<string, unknown>>) => unknown;

async function verbsOf(file: string): Promise<readonly (readonly [string, Verb])[]> {
  const module = (await import(join(folder, file))) as Record<string, unknown>;
  return Object.entries(module).filter((entry): entry is [string, Verb] => typeof entry[1] === "function");
}

/** The permission a verb's text names; the behaviour below proves that it is the one asked for. */
function asked(file: string): readonly Permission[] {
  const text = readFileSync(join(folder, file), "utf8");
  return [...text.matchAll(/requirePermission\(ctx\.actor, "([^"]+)"\)/g)].map((m) => m[1] as Permission);
}

async function outcome(verb: Verb, role: Role): Promise<string> {
  try {
    await verb(context(role), {});
    return "went on";
  } catch (e) {
    const code = (e as { code?: unknown }).code;
    return code === "not-allowed" ? "not allowed" : "went on";
  }
}

describe("every service verb checks its permission before it touches anything", () => {
  test.each(verbFiles)("%s", async (file) => {
    const verbs = await verbsOf(file);
    expect(verbs.length).toBeGreaterThan(0);
    const needed = asked(file);
    expect(needed.length).toBeGreaterThan(0);
    for (const [name, verb] of verbs) {
      expect(await outcome(verb, "stranger" as Role), `${name} by somebody without a role`).toBe("not allowed");
      for (const role of roles) {
        const may = needed.some((p) => permissions[role].includes(p));
        expect(await outcome(verb, role), `${name} by ${role}`).toBe(may ? "went on" : "not allowed");
      }
    }
  });
});

describe("the permission table", () => {
  test("keeps runs away from those who only read, approve or administer", () => {
    const starters = roles.filter((r) => permissions[r].includes("run.start"));
    expect(starters).toEqual(["operator"]);
    expect(roles.filter((r) => permissions[r].includes("settings.write"))).toEqual(["administrator"]);
    expect(roles.filter((r) => permissions[r].includes("run.approve"))).toEqual(["manager"]);
  });

  test("lets managers alone read what stranded messages say", () => {
    expect(roles.filter((r) => permissions[r].includes("stranded.read"))).toEqual(["manager"]);
  });

  test("lets those who start runs alone say what nobody captured", () => {
    expect(roles.filter((r) => permissions[r].includes("capture.answer"))).toEqual(["operator"]);
  });

  test("lets every role read overview, runs and history", () => {
    for (const role of roles)
      expect(permissions[role]).toEqual(expect.arrayContaining(["overview.read", "run.read", "history.read"]));
  });
});
