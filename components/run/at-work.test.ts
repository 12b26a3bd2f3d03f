import { expect, test } from "vitest";
import type { RunView } from "#lib/domain/views/run-view.ts";
import { atWork } from "./at-work.ts";
import { withLooks } from "./with-looks.ts";

const at = "2026-11-21T10:00:00.000Z";
const facts = { session: "57", program: "console", command: "RESTORE LOG", percent: "41.9" };
const act = {
  id: "apply:1",
  target: "sqlto01\\PCHAT",
  observations: [{ when: "resume", at, observed: { state: "running", facts } }],
};
const run = {
  id: "r1",
  steps: [{ id: "apply-log-backups", acts: [act] }],
  stillRunning: [{ actId: "apply:1", stepId: "apply-log-backups", at, facts }],
} as unknown as RunView;
const look = { runId: "r1", stepId: "apply-log-backups", actId: "apply:1", at: "2026-11-21T10:00:02.000Z" };

test("names server, statement, session and percentage of what goes on by itself", () => {
  const [found] = atWork(run);
  expect(found).toMatchObject({ target: "sqlto01\\PCHAT", what: "RESTORE LOG", session: "57", percent: 41 });
});

test("names the act, and no figure, where the server did not say", () => {
  const silent = {
    ...run,
    stillRunning: run.stillRunning.map((each) => ({ ...each, facts: { percent: "not known" } })),
  };
  expect(atWork(silent)[0]).toMatchObject({ what: "apply:1", session: null, percent: null });
});

test("shows a newer look in the sentence and at the act", () => {
  const live = withLooks(run, [{ ...look, facts: { ...facts, percent: "44" } }]);
  expect(atWork(live)[0]?.percent).toBe(44);
  expect(live.steps[0]?.acts[0]?.observations.at(-1)?.observed.facts.percent).toBe("44");
});

test("leaves what the journal saw later, and looks at another run aside", () => {
  const older = { ...look, at: "2026-11-21T09:59:59.000Z", facts: { ...facts, percent: "10" } };
  expect(atWork(withLooks(run, [older, { ...look, runId: "r2", facts: { percent: "99" } }]))[0]?.percent).toBe(41);
});
