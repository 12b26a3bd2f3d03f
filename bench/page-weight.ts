// npm run bench -- page-weight: what each page makes a browser fetch, above an empty page of the same build. Needs a build.
// Ends with 1 when a goal is missed.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { root } from "#e2e/engine/processes.ts";
import { openStand } from "#e2e/stand.ts";
import { signIn, startRun } from "./drive.ts";
import { atMost, say } from "./figure.ts";

const goalKb = 60;
const pages = ["/sign-in", "/", "/health", "/failover", "/approvals", "/history", "/account", "/glossary"];

/** What Next.js itself needs on every page: a page that shows nothing of its own would fetch exactly this. */
function emptyPage(): ReadonlySet<string> {
  const manifest: { rootMainFiles: string[]; polyfillFiles: string[] } = JSON.parse(
    readFileSync(join(root, ".next/build-manifest.json"), "utf8"),
  );
  return new Set([...manifest.rootMainFiles, ...manifest.polyfillFiles]);
}

const sizeOf = (file: string) => gzipSync(readFileSync(join(root, ".next", file)), { level: 9 }).length;

async function main(): Promise<boolean> {
  const stand = await openStand();
  try {
    const empty = emptyPage();
    const ofNext = [...empty].reduce((sum, file) => sum + sizeOf(file), 0);
    say({ name: "empty page, JavaScript", value: ofNext / 1024, unit: "KB gzip", goal: "none", ok: true });
    await stand.fault("cmdlet-hang", true, "Invoke-CsDatabaseFailover"); // the run stays open
    const cookie = await signIn(stand, "giulia.ferri@contoso.local");
    const run = `/runs/${await startRun(stand, cookie)}`;
    const good: boolean[] = [];
    for (const page of [...pages, run]) {
      const name = page === run ? "live run" : page === "/" ? "overview" : page;
      const answer = await fetch(`${stand.baseUrl}${page}`, { headers: page === "/sign-in" ? {} : { cookie } });
      const html = await answer.text();
      // Scripts of the document and those that its client parts name: all are fetched while the page loads.
      const files = new Set([...html.matchAll(/static\/chunks\/[\w~.-]+\.js/g)].map(([file]) => file));
      const own = [...files].filter((file) => !empty.has(file));
      const bytes = own.reduce((sum, file) => sum + sizeOf(file), 0);
      good.push(atMost(`${name}, JavaScript above an empty page`, bytes / 1024, goalKb, "KB gzip"));
      const document = gzipSync(html).length / 1024;
      say({ name: `${name}, document with its texts`, value: document, unit: "KB gzip", goal: "none", ok: true });
    }
    return good.every(Boolean);
  } finally {
    await stand.close();
  }
}

process.exitCode = (await main()) ? 0 : 1;
