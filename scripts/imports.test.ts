import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "./places.mjs";

type Source = { readonly path: string; readonly text: string };
type Rule = {
  /** Folders (ending in a slash) or files whose sources the rule is about; the longest that fits wins. */
  readonly from: string;
  /** What of ours they may import beside their own folder. Default: nothing. */
  readonly to: readonly string[];
  /** Foreign packages they may import; absent: any. */
  readonly packages?: readonly string[];
};

const pure = ["zod", "node:crypto"];
const adapters = ["lib/domain/", "lib/env.ts"];

/** ARCHITECTURE.md, "Who imports whom". What is not written here is refused. */
const rules: readonly Rule[] = [
  { from: "app/", to: ["components/", "lib/web/", "lib/services/", "lib/domain/", "messages/"] },
  {
    from: "components/",
    to: ["lib/domain/"],
    packages: ["react", "next", "next-intl", "lucide-react", "recharts", "uqr"],
  },
  { from: "lib/web/", to: ["lib/services/", "lib/runtime.ts", "lib/adapters/auth/", "lib/domain/", "messages/"] },
  { from: "lib/domain/", to: [], packages: ["zod", "node:crypto", "node:path"] },
  { from: "lib/services/", to: ["lib/domain/"], packages: pure },
  { from: "lib/engine/", to: ["lib/domain/"], packages: pure },
  { from: "lib/watch/", to: ["lib/domain/"], packages: pure },
  { from: "lib/adapters/auth/", to: adapters, packages: ["better-auth", "zod", "node:crypto", "node:fs"] },
  { from: "lib/adapters/evidence/", to: adapters, packages: ["node:child_process", "node:fs", "node:path"] },
  {
    from: "lib/adapters/files/",
    to: adapters,
    packages: ["zod", "node:child_process", "node:crypto", "node:fs", "node:path", "node:url"],
  },
  // One test sends the same values through every adapter.
  { from: "lib/adapters/hostile", to: ["lib/adapters/"] },
  { from: "lib/adapters/mail/", to: adapters, packages: ["nodemailer"] },
  { from: "lib/adapters/notify/", to: adapters, packages: ["node:crypto"] },
  { from: "lib/adapters/net/", to: adapters, packages: ["node:net"] },
  {
    from: "lib/adapters/powershell/",
    to: adapters,
    packages: [
      "node-powershell",
      "zod",
      "node:child_process",
      "node:crypto",
      "node:stream",
      "node:fs",
      "node:os",
      "node:util",
    ],
  },
  { from: "lib/adapters/secrets/", to: adapters, packages: ["zod", "node:crypto", "node:fs"] },
  { from: "lib/adapters/sql/", to: adapters, packages: ["mssql", "zod"] },
  {
    from: "lib/adapters/store/",
    to: adapters,
    packages: ["@prisma/adapter-better-sqlite3", "better-sqlite3", "zod", "node:crypto", "node:fs", "node:path"],
  },
  { from: "lib/adapters/topology/", to: adapters, packages: ["yaml", "node:fs"] },
  { from: "lib/runtime.ts", to: ["lib/runtime/", "lib/env.ts", "lib/domain/"], packages: [] },
  // The composition root sees every part once, to put them together; of the services only what they are given.
  {
    from: "lib/runtime/",
    to: [
      "lib/adapters/",
      "lib/engine/",
      "lib/watch/",
      "lib/env.ts",
      "lib/topics.ts",
      "lib/domain/",
      "lib/services/context.ts",
      "lib/services/topology-context.ts",
      "lib/services/mail-to.ts",
      "lib/services/permissions.ts",
      "messages/",
    ],
  },
  { from: "lib/env.ts", to: ["lib/domain/"], packages: ["zod", "node:path"] },
  { from: "lib/topics.ts", to: [], packages: [] },
  { from: "instrumentation.ts", to: ["lib/runtime.ts", "lib/env.ts"], packages: [] },
  { from: "proxy.ts", to: ["lib/domain"], packages: ["next", "better-auth"] },
  { from: "lab/", to: [], packages: ["yaml", "tsx"] },
  // The kit that sends the same statements to the lab and to a real server.
  {
    from: "lab/conformance/",
    to: ["lab/"],
    packages: ["mssql", "node:child_process", "node:crypto", "node:fs", "node:util"],
  },
  { from: "e2e/", to: ["lab/"] },
  // This one puts a part of the console together over the lab, as the composition root does.
  { from: "bench/history", to: ["lib/adapters/store/", "e2e/"] },
  { from: "bench/watched-lab.ts", to: ["lab/", "lib/"] },
  { from: "bench/sweep", to: ["lab/", "lib/"] },
  // Processor time of the engine alone, over servers in memory.
  { from: "bench/engine-cost.ts", to: ["lib/engine/testing/"] },
  { from: "bench/scheduling.ts", to: ["lib/engine/testing/", "lib/domain/"] },
  { from: "bench/copying.ts", to: ["lib/engine/testing/", "lib/adapters/files/"] },
  { from: "bench/", to: ["e2e/", "lab/"] },
  // Which door needs which permission is checked against the one table itself.
  { from: "e2e/doors", to: ["lib/services/permissions.ts", "lib/domain/actor.ts"] },
  // The console without its pages: of lib the bench knows words and shapes; one file, run as a process of its own, starts it.
  { from: "e2e/engine/", to: ["lab/", "lib/domain/"] },
  { from: "e2e/engine/console.ts", to: ["lib/runtime.ts", "lib/env.ts", "lib/services/", "lib/domain/"], packages: [] },
  // The printed procedures are made from the code and the texts.
  { from: "scripts/write-procedures.ts", to: ["lib/domain/", "messages/"] },
  { from: "scripts/write-offers.ts", to: ["lib/domain/", "messages/"] },
  { from: "scripts/write-situations.ts", to: ["lib/domain/", "messages/"] },
  { from: "scripts/situations/", to: ["lib/domain/"] },
  { from: "scripts/failback-placeholders.ts", to: ["lib/domain/"] },
  { from: "scripts/procedure-placeholders.ts", to: ["lib/domain/"] },
  // Backup, restore and verification of the audit database by hand.
  { from: "scripts/audit-database.ts", to: ["lib/adapters/store/", "lib/domain/audit/"] },
  { from: "scripts/", to: [] },
];

/** Allowed against the rules, each with its reason. Imports of types only. */
const exceptions: readonly { readonly from: string; readonly to: string; readonly why: string }[] = [
  {
    from: "lib/adapters/auth/make-auth.ts",
    to: "lib/adapters/store/",
    why: "better-auth keeps its accounts through the same Prisma client; one database, one connection",
  },
];

const isTest = (path: string) => /\.(test|proof)\.tsx?$|-fixture\.ts$|\/fakes\.ts$|\/testing\//.test(path);
const importPattern =
  /(?:^|[;\s])(import|export)\s+(type\s+)?(?:[\w*{}\s,$]+?\s+from\s+)?"([^"]+)"|\bimport\s*\(\s*"([^"]+)"/g;

/** Everything a source imports against the rules, one line each. */
function importProblems(files: readonly Source[]): readonly string[] {
  return files.flatMap(({ path, text }) => {
    const place = path.replace(".test.ts", ".ts");
    const rule = rules.filter((r) => place.startsWith(r.from)).sort((a, b) => b.from.length - a.from.length)[0];
    return [...text.matchAll(importPattern)].flatMap((found) => {
      const [, , isType, fixed, dynamic] = found;
      const to = fixed ?? dynamic ?? "";
      const line = text.slice(0, (found.index ?? 0) + found[0].length).split("\n").length;
      const why = refusal({ path, rule, to, isType: isType !== undefined });
      return why === null ? [] : [`${path}:${line} imports ${to}: ${why}`];
    });
  });
}

function refusal({
  path,
  rule,
  to,
  isType,
}: {
  path: string;
  rule: Rule | undefined;
  to: string;
  isType: boolean;
}): string | null {
  if (to.startsWith("../")) return "write the alias, never ../";
  if (to.startsWith("./")) return null;
  if (rule === undefined) return "this folder has no rule";
  const target = to.slice(1);
  if (!to.startsWith("#")) {
    const name = to
      .split("/")
      .slice(0, to.startsWith("@") ? 2 : 1)
      .join("/");
    const known = rule.packages;
    if (isTest(path) || known === undefined || known.includes(name)) return null;
    return rule.from === "lab/" && name.startsWith("node:") ? null : `${rule.from} does not use this package`;
  }
  if (rule.from.endsWith("/") && target.startsWith(rule.from)) return null;
  if (rule.to.some((allowed) => target === allowed || target.startsWith(allowed))) return null;
  // Tests speak to the lab over the real protocol, and to the store; the lab's own tests know nothing of lib.
  if (isTest(path) && !path.startsWith("lab/") && (target.startsWith("lab/") || target.startsWith("lib/"))) return null;
  if (isType && exceptions.some((e) => e.from === path && target.startsWith(e.to))) return null;
  return `${rule.from} may not import ${target.split("/").slice(0, 2).join("/")}`;
}

/** Sources as git sees them: tracked, or new and not ignored. */
function sources(): readonly Source[] {
  const list = execFileSync("git", ["ls-files", "-co", "--exclude-standard"], { cwd: root, encoding: "utf8" });
  const wanted =
    /^(app|bench|components|lib|lab|e2e)\/.*\.(tsx?|mjs)$|^scripts\/[^/]+\.ts$|^(instrumentation|proxy)\.ts$/;
  return [...new Set(list.split("\n"))]
    .filter((path) => wanted.test(path) && existsSync(join(root, path)))
    .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
}

describe("imports", () => {
  test("go only where the architecture lets them", () => {
    const files = sources();
    expect(files.length).toBeGreaterThan(300);
    expect(importProblems(files)).toEqual([]);
  });

  const folder = join(root, "scripts/fixtures");
  // First line of a fixture: the path at which its text would stand. The rest: one import that must be refused.
  const fixtures = readdirSync(folder).filter((name) => name.endsWith(".txt"));

  test.each(fixtures)("are refused where they are wrong: %s", (name) => {
    const [path = "", ...lines] = readFileSync(join(folder, name), "utf8").split("\n");
    expect(importProblems([{ path, text: lines.join("\n") }])).toHaveLength(1);
  });

  test("have one deliberately bad fixture for every rule", () => {
    const paths = fixtures.map((name) => readFileSync(join(folder, name), "utf8").split("\n")[0] ?? "");
    const without = rules.filter((rule) => !paths.some((path) => path.startsWith(rule.from)));
    expect(without.map((rule) => rule.from)).toEqual([]);
  });

  test("need every exception that is granted", () => {
    const files = sources();
    const unused = exceptions.filter((e) => !files.some((f) => f.path === e.from && f.text.includes(`"#${e.to}`)));
    expect(unused).toEqual([]);
  });
});
