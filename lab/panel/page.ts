import type { SiteKey } from "#lab/control.ts";
import { toJson } from "#lab/json-server.ts";
import { scenarioNames } from "#lab/world/scenarios.ts";
import type { WorldTruth } from "#lab/world/truth.ts";
import { allFaults, faultsOn } from "./fault-section.ts";
import { buttonForm, escaped } from "./html.ts";
import { style } from "./style.ts";

export type PanelView = {
  readonly truth: WorldTruth;
  readonly on: readonly string[];
  /** What the lab refused just now, if it did. */
  readonly refused: string | null;
};

function siteRow(site: SiteKey, isUp: boolean): string {
  const change = buttonForm("/panel/site", isUp ? `Take ${site} down` : `Bring ${site} up`, {
    site,
    up: String(!isUp),
  });
  return `<li class="row">${site}: ${isUp ? "up" : '<span class="on">down</span>'} ${change}</li>`;
}

function truthTable({ instances }: WorldTruth): string {
  const cell = (name: string, value: unknown) => `<td data-name="${name}">${escaped(value)}</td>`;
  const rows = Object.entries(instances).map(
    ([name, one]) =>
      `<tr><th scope="row"><code>${escaped(name)}</code></th>${cell("runs", one.up ? "yes" : "no")}${cell("mgc", one.mgcState ?? "not there")}${cell("role", one.role ?? "none")}${cell("writable", one.writable ? "yes" : "no")}${cell("messages", one.messageCount)}</tr>`,
  );
  return `<table><thead><tr><th scope="col">instance</th><th scope="col">runs</th><th scope="col">mgc</th><th scope="col">role</th><th scope="col">writable</th><th scope="col">messages</th></tr></thead><tbody>${rows.join("")}</tbody></table>`;
}

/** The lab's panel: everything the control port can do, as plain forms. */
export function panelPage({ truth, on, refused }: PanelView): string {
  const lost = truth.lost === null ? "unknown while nothing is writable" : truth.lost;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Lab panel</title><style>${style}</style></head>
<body>
<h1>Lab panel</h1>
<p class="soft">Of the simulated data centres, not of the console, which does not know this page. As of ${escaped(truth.at)}; <a href="/">look again</a>.</p>
${refused === null ? "" : `<p class="said" role="alert">Refused: ${escaped(refused)}</p>`}
<main>
<h2>On now</h2>${faultsOn(on)}
<h2>Sites</h2><ul class="plain row">${(["home", "other"] as const).map((site) => siteRow(site, truth.siteUp[site])).join("")}</ul>
<h2>Scenarios</h2><p class="soft">A scenario lifts every fault that is on and sets its own.</p><div class="row">${scenarioNames.map((scenario) => buttonForm("/panel/scenario", scenario, { scenario })).join("")}</div>
<h2>Truth</h2><p>Messages accepted ${truth.accepted}, held ${truth.held}, lost ${lost}.</p>${truthTable(truth)}
<details><summary>All of it</summary><pre>${escaped(toJson(truth))}</pre></details>
<h2>Faults</h2>${allFaults(on)}
<h2>Begin anew</h2><p class="soft">Everything is forgotten: databases, files, jobs, faults.</p>${buttonForm("/panel/reset", "Reset the lab", {})}
</main></body></html>`;
}
