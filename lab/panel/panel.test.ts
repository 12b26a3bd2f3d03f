import { mkdtempSync, rmSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type RunningLab, startLab } from "#lab/start-lab.ts";
import { faultList } from "#lab/world/fault-list.ts";
import { scenarioNames } from "#lab/world/scenarios.ts";

const dir = mkdtempSync(join(tmpdir(), "lab-panel-"));
let lab: RunningLab;
beforeAll(async () => {
  lab = await startLab({ dir, portBase: 29_700, shellHost: "host" });
});
afterAll(async () => {
  await lab.close();
  rmSync(dir, { recursive: true, force: true });
});

const page = async () => (await fetch(lab.controlUrl)).text();
const faultsOn = async () => ((await (await fetch(`${lab.controlUrl}/faults`)).json()) as { on: string[] }).on;
const submit = (path: string, fields: Record<string, string>) =>
  fetch(`${lab.controlUrl}${path}`, { method: "POST", body: new URLSearchParams(fields), redirect: "manual" });

/** fetch would not send these headers. */
function ask(path: string, headers: Record<string, string>, body = ""): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(`${lab.controlUrl}${path}`, { method: body === "" ? "GET" : "POST", headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    call.on("error", reject);
    call.end(body);
  });
}

it("lists every fault with its meaning and every target, every scenario, both sites and the truth", async () => {
  const html = await page();
  const readable = html.replaceAll("&#39;", "'");
  for (const { name, meaning, targets } of faultList) {
    expect(readable).toContain(`<code>${name}</code>`);
    expect(readable).toContain(meaning);
    for (const target of targets) expect(readable).toContain(`<option>${target}</option>`);
  }
  for (const scenario of scenarioNames) expect(html).toContain(`value="${scenario}"`);
  expect(html).toContain("Take home down");
  expect(html).toContain("sqlto02\\PCHAT");
});

it("sets and lifts a fault by its forms, and shows it as on in between", async () => {
  const fields = { fault: "slow", target: "sqlto02\\PCHAT" };
  const answer = await submit("/panel/fault", { ...fields, on: "true" });
  expect([answer.status, answer.headers.get("location")]).toEqual([303, "/"]);
  expect(await faultsOn()).toEqual(["slow:sqlto02\\PCHAT"]);
  expect(await page()).toContain("Lift slow:sqlto02\\PCHAT");
  await submit("/panel/fault", { ...fields, on: "false" });
  expect(await faultsOn()).toEqual([]);
  expect(await page()).toContain("No fault is on.");
});

it("takes a site down and begins a scenario", async () => {
  await submit("/panel/site", { site: "home", up: "false" });
  expect(await page()).toContain("Bring home up");
  await submit("/panel/scenario", { scenario: "share-gone" });
  expect([await faultsOn(), (await page()).includes("Take home down")]).toEqual([["share-gone"], true]);
  await submit("/panel/scenario", { scenario: "all-well" });
});

it("says on the page why it refused", async () => {
  const answer = await submit("/panel/fault", { fault: "no-such-<b>", on: "true" });
  expect(answer.status).toBe(400);
  expect(await answer.text()).toContain("Refused: the lab knows no fault no-such-&lt;b&gt;");
});

it("refuses a page of another origin, and another name for this machine", async () => {
  const { host } = new URL(lab.controlUrl);
  const form = "fault=share-full&on=true";
  const type = { host, "content-type": "application/x-www-form-urlencoded" };
  const statuses = await Promise.all([
    ask("/panel/fault", { ...type, origin: "https://elsewhere.example" }, form),
    ask("/panel/fault", { ...type, origin: "null" }, form),
    ask("/panel/fault", { ...type, "sec-fetch-site": "cross-site" }, form),
    ask(
      "/faults",
      { host, origin: "https://elsewhere.example", "content-type": "text/plain" },
      '{"fault":"share-full","on":true}',
    ),
    ask("/truth", { host: "rebound.example" }),
    ask("/", { host: `${host.split(":")[0]}:1` }),
  ]);
  expect(statuses).toEqual([403, 403, 403, 403, 403, 403]);
  expect(await faultsOn()).toEqual([]);
  expect(await ask("/panel/fault", { ...type, origin: lab.controlUrl, "sec-fetch-site": "same-origin" }, form)).toBe(
    303,
  );
  expect(await faultsOn()).toEqual(["share-full"]);
  await submit("/panel/fault", { fault: "share-full", on: "false" });
});
