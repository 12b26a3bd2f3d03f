// node --import tsx bench/page-weight.ts: what each page makes a browser fetch, above an empty page of the same build. Needs a build.
// One JSON line a figure; ends with 1 when a goal is missed.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { root } from "#e2e/engine/processes.ts";
import { openStand, type Stand } from "#e2e/stand.ts";

const goalKb = 60;
const pages = ["/sign-in", "/", "/health", "/failover", "/approvals", "/history", "/account", "/glossary"];
const password = "lab-Milano-Torino-1";

/** What Next.js itself needs on every page: a page that shows nothing of its own would fetch exactly this. */
function emptyPage(): ReadonlySet<string> {
  const manifest: { rootMainFiles: string[]; polyfillFiles: string[] } = JSON.parse(
    readFileSync(join(root, ".next/build-manifest.json"), "utf8"),
  );
  return new Set([...manifest.rootMainFiles, ...manifest.polyfillFiles]);
}

const sizeOf = (file: string) => gzipSync(readFileSync(join(root, ".next", file)), { level: 9 }).length;

async function signIn(stand: Stand): Promise<string> {
  const answer = await fetch(`${stand.baseUrl}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: stand.baseUrl },
    body: JSON.stringify({ email: "giulia.ferri@contoso.local", password }),
  });
  if (!answer.ok) throw new Error(`sign-in answered ${answer.status}`);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}

function say(name: string, value: number, unit: string, goal?: number): boolean {
  const ok = goal === undefined || value <= goal;
  console.log(JSON.stringify({ name, value, unit, ...(goal === undefined ? {} : { goal: `≤ ${goal}`, ok }) }));
  return ok;
}

async function main(): Promise<boolean> {
  const stand = await openStand();
  try {
    const empty = emptyPage();
    say(
      "empty page, JavaScript",
      Math.round([...empty].reduce((sum, file) => sum + sizeOf(file), 0) / 102.4) / 10,
      "KB gzip",
    );
    const cookie = await signIn(stand);
    const good: boolean[] = [];
    for (const page of pages) {
      const answer = await fetch(`${stand.baseUrl}${page}`, { headers: page === "/sign-in" ? {} : { cookie } });
      const html = await answer.text();
      // Scripts of the document and those that its client parts name: all are fetched while the page loads.
      const files = new Set([...html.matchAll(/static\/chunks\/[\w~.-]+\.js/g)].map(([file]) => file));
      const own = [...files].filter((file) => !empty.has(file));
      const kb = own.reduce((sum, file) => sum + sizeOf(file), 0) / 1024;
      good.push(say(`${page}, JavaScript above an empty page`, Math.round(kb * 10) / 10, "KB gzip", goalKb));
      say(`${page}, document with its texts`, Math.round(gzipSync(html).length / 102.4) / 10, "KB gzip");
    }
    return good.every(Boolean);
  } finally {
    await stand.close();
  }
}

process.exitCode = (await main()) ? 0 : 1;
