import type { Permission } from "#lib/services/permissions.ts";

/** What one must hold: a permission, to be signed in as anybody, or nothing. */
export type Needed = Permission | "signed-in" | "nothing";
export type Page = {
  readonly url: string;
  readonly needed: Needed;
  /** What stands on the page instead, for who lacks the permission. */
  readonly refusal?: string;
};
export type Route = { readonly url: string; readonly method?: "POST"; readonly needed: Needed };
/** `at`: a page that holds the action. `input` passes the form's shape and names nothing that exists. */
export type Action = {
  readonly at: string;
  readonly needed: Permission | "nothing";
  readonly input: Readonly<Record<string, string>>;
};

const nowhere = "/runs/nowhere";
const control = { at: nowhere, needed: "run.control", input: { runId: "nowhere", reason: "x" } } as const;
/** A drill operator comes as far as the run: what it is a run of decides then (lib/services/permissions.ts, `mayRun`). */
const drive = { ...control, needed: "drill.start" } as const;

/** Every page of app/. e2e/doors.spec.ts finds them itself and fails for one that is not here. */
export const pages: Readonly<Record<string, Page>> = {
  "app/sign-in/page.tsx": { url: "/sign-in", needed: "nothing" },
  "app/(main)/page.tsx": { url: "/", needed: "overview.read" },
  "app/(main)/health/page.tsx": { url: "/health", needed: "overview.read" },
  "app/(main)/health/charts/page.tsx": { url: "/health/charts", needed: "overview.read" },
  "app/(main)/alerts/page.tsx": { url: "/alerts", needed: "overview.read" },
  "app/(main)/glossary/page.tsx": { url: "/glossary", needed: "signed-in" },
  "app/(main)/failover/page.tsx": { url: "/failover", needed: "overview.read" },
  "app/(main)/history/page.tsx": { url: "/history", needed: "history.read" },
  "app/(main)/history/acts/page.tsx": { url: "/history/acts", needed: "history.read" },
  "app/(main)/history/retention/page.tsx": { url: "/history/retention", needed: "history.read" },
  "app/(main)/history/search/page.tsx": { url: "/history/search?words=restore", needed: "history.read" },
  "app/(main)/approvals/page.tsx": { url: "/approvals", needed: "run.read" },
  "app/(main)/account/page.tsx": { url: "/account", needed: "self.manage" },
  "app/(main)/people/page.tsx": { url: "/people", needed: "people.read", refusal: "Only administrators see this" },
  "app/(main)/people/[id]/page.tsx": {
    url: "/people/nobody",
    needed: "people.read",
    refusal: "Only administrators see this",
  },
  "app/setup/page.tsx": { url: "/setup", needed: "settings.write", refusal: "Only administrators set up a pool" },
  "app/(main)/settings/page.tsx": { url: "/settings", needed: "overview.read" },
  "app/link/[token]/page.tsx": { url: "/link/nothing", needed: "nothing" },
  "app/(main)/plans/[id]/page.tsx": { url: "/plans/nowhere", needed: "run.read" },
  "app/(main)/stranded/page.tsx": { url: "/stranded", needed: "stranded.count", refusal: "Not for your role" },
  "app/(main)/[...missing]/page.tsx": { url: "/no/such/page", needed: "signed-in" },
  "app/(run)/runs/[id]/page.tsx": { url: nowhere, needed: "run.read" },
  "app/(run)/runs/[id]/report/page.tsx": { url: `${nowhere}/report`, needed: "history.read" },
  "app/(run)/runs/[id]/override/page.tsx": { url: `${nowhere}/override`, needed: "run.read" },
};

/** Every route handler, with one address for each thing it guards on its own. */
export const routes: Readonly<Record<string, readonly Route[]>> = {
  "app/api/auth/[...all]/route.ts": [{ url: "/api/auth/get-session", needed: "nothing" }],
  "app/api/palette/route.ts": [{ url: "/api/palette", needed: "history.read" }],
  "app/api/health/route.ts": [{ url: "/api/health", needed: "nothing" }],
  "app/api/runs/[id]/route.ts": [{ url: "/api/runs/nowhere", needed: "run.read" }],
  "app/api/plans/[id]/paper/route.ts": [{ url: "/api/plans/nowhere/paper", needed: "run.read" }],
  "app/api/runs/[id]/paper/route.ts": [{ url: "/api/runs/nowhere/paper", needed: "run.read" }],
  "app/api/runs/[id]/evidence/route.ts": [{ url: "/api/runs/nowhere/evidence", needed: "history.read" }],
  "app/api/runs/[id]/report/route.ts": [{ url: "/api/runs/nowhere/report", needed: "history.read" }],
  "app/api/runs/[id]/journal/route.ts": [{ url: "/api/runs/nowhere/journal", needed: "history.read" }],
  "app/api/history/runs/route.ts": [{ url: "/api/history/runs?format=jsonl", needed: "history.read" }],
  "app/api/history/acts/route.ts": [{ url: "/api/history/acts?of=console", needed: "history.read" }],
  "app/api/stranded/[file]/route.ts": [{ url: "/api/stranded/nowhere.txt", needed: "stranded.read" }],
  "app/api/topology/route.ts": [{ url: "/api/topology", needed: "settings.write" }],
  "app/api/stream/route.ts": [
    { url: "/api/stream?topics=overview", needed: "overview.read" },
    { url: "/api/stream?topics=audit", needed: "history.read" },
    { url: "/api/stream?topics=run:nowhere", needed: "run.read" },
  ],
};

const folder = { asServer: "", asConsole: "", hostedIn: "" };
const place = { name: "", host: "", port: "" };
/** A pool of which nothing is known. */
const draft = JSON.stringify({
  fqdn: "",
  product: "",
  sites: { home: "", other: "" },
  consoleStandsIn: "",
  targets: { recoveryPointSeconds: "", recoveryTimeSeconds: "" },
  instances: [],
  folders: { backupShare: folder, copyFolder: folder, mirrorShare: folder, newLogBackups: folder },
  chatServers: [],
  nextHop: place,
  domainControllers: [],
  shell: "",
  rest: {},
  found: {},
});

/** Every server action, as "file#export". */
export const actions: Readonly<Record<string, Action>> = {
  "app/language-actions.ts#setLanguage": { at: "/sign-in", needed: "nothing", input: { language: "nowhere" } },
  // It brings the page it stands on, and that asks for itself.
  "app/refresh-action.ts#refreshPage": { at: "/sign-in", needed: "nothing", input: {} },
  "app/(main)/failover/actions.ts#makePlan": {
    at: "/failover",
    needed: "run.plan",
    input: { procedure: "mirror-failover" },
  },
  "app/(main)/alerts/actions.ts#acknowledge": {
    at: "/alerts",
    needed: "alert.acknowledge",
    input: { alertId: "nothing", comment: "x" },
  },
  "app/(main)/plans/[id]/actions.ts#startPlannedRun": {
    at: "/plans/nowhere",
    needed: "drill.start",
    input: { planId: "nowhere", reason: "x", typedName: "x" },
  },
  "app/(main)/plans/[id]/actions.ts#answerAsked": {
    at: "/plans/nowhere",
    needed: "capture.answer",
    input: { planId: "nowhere", part: "list", instance: "x", source: "x", "values.a": "x" },
  },
  "app/(main)/plans/[id]/actions.ts#askApproval": {
    at: "/plans/nowhere",
    needed: "drill.start",
    input: { planId: "nowhere" },
  },
  "app/(main)/plans/[id]/actions.ts#giveAnswer": {
    at: "/plans/nowhere",
    needed: "run.approve",
    input: { planId: "nowhere", planHash: "x", answer: "refuse", reason: "x" },
  },
  "app/(main)/account/actions.ts#confirmNow": {
    at: "/account",
    needed: "self.manage",
    input: { password: "wrong" },
  },
  "app/(main)/account/actions.ts#endMine": { at: "/account", needed: "self.manage", input: { sessionId: "nothing" } },
  "app/(main)/people/actions.ts#add": {
    at: "/people",
    needed: "people.write",
    input: { name: "Giulia Ferri", email: "giulia.ferri@contoso.local", role: "viewer" },
  },
  "app/(main)/people/[id]/actions.ts#setRole": {
    at: "/people/nobody",
    needed: "people.write",
    input: { id: "nobody", role: "viewer" },
  },
  "app/(main)/people/[id]/actions.ts#setDisabled": {
    at: "/people/nobody",
    needed: "people.write",
    input: { id: "nobody", disabled: "yes" },
  },
  "app/(main)/people/[id]/actions.ts#linkFor": {
    at: "/people/nobody",
    needed: "people.write",
    input: { id: "nobody" },
  },
  "app/(main)/people/[id]/actions.ts#revoke": {
    at: "/people/nobody",
    needed: "people.write",
    input: { id: "nobody", sessionId: "" },
  },
  "app/link/[token]/actions.ts#followLink": {
    at: "/link/nothing",
    needed: "nothing",
    input: { token: "nothing", password: "twelve letters", name: "x", email: "x@y.zz" },
  },
  "app/setup/actions.ts#look": { at: "/setup", needed: "settings.write", input: { draft } },
  "app/setup/actions.ts#test": { at: "/setup", needed: "settings.write", input: { draft } },
  "app/setup/actions.ts#review": { at: "/setup", needed: "settings.write", input: { draft } },
  "app/setup/actions.ts#takeIn": { at: "/setup", needed: "settings.write", input: { text: "fqdn: x" } },
  "app/setup/actions.ts#save": {
    at: "/setup",
    needed: "settings.write",
    input: { draft, base: "0", why: "x", isImport: "no" },
  },
  "app/(main)/settings/actions.ts#removeShown": {
    at: "/settings",
    needed: "settings.write",
    input: { base: "1", why: "x", typedName: "another.contoso.local" },
  },
  "app/(main)/settings/actions.ts#showPool": { at: "/settings", needed: "overview.read", input: { fqdn: "nowhere" } },
  "app/(main)/history/actions.ts#verifyNow": { at: "/history", needed: "history.read", input: {} },
  "app/(main)/history/retention/actions.ts#purgeOld": {
    at: "/history/retention",
    needed: "audit.purge",
    input: { reason: "x", runs: "1", consoleRecords: "1" },
  },
  "app/(run)/runs/[id]/report/actions.ts#signOff": {
    at: `${nowhere}/report`,
    needed: "run.sign-off",
    input: { runId: "nowhere", comment: "x" },
  },
  "app/(main)/stranded/actions.ts#exportNow": { at: "/stranded", needed: "stranded.read", input: {} },
  "app/(main)/stranded/actions.ts#waive": {
    at: "/stranded",
    needed: "stranded.waive",
    input: { decidedBy: "x", reason: "x" },
  },
  "app/(run)/runs/[id]/actions.ts#decideRun": {
    at: nowhere,
    needed: "run.decide",
    input: { runId: "nowhere", decisionId: "x", choice: "x" },
  },
  "app/(run)/runs/[id]/actions.ts#pause": drive,
  "app/(run)/runs/[id]/actions.ts#resume": drive,
  "app/(run)/runs/[id]/actions.ts#abort": drive,
  "app/(run)/runs/[id]/actions.ts#pauseAfterStage": drive,
  "app/(run)/runs/[id]/actions.ts#offer": control,
  "app/(run)/runs/[id]/actions.ts#withdraw": control,
  "app/(run)/runs/[id]/actions.ts#takeOver": control,
  "app/(run)/runs/[id]/actions.ts#answerAsker": { ...control, input: { ...control.input, answer: "refuse" } },
  "app/(run)/runs/[id]/actions.ts#answerOverride": {
    at: nowhere,
    needed: "run.confirm-override",
    input: { runId: "nowhere", decisionId: "x", answer: "refuse", typedName: "", reason: "x" },
  },
};
