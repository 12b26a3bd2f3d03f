import { describe, expect, test } from "vitest";
import type { Role } from "#lib/domain/actor.ts";
import { pool } from "#lib/engine/testing/fake-pool.ts";
import { memoryStore } from "#lib/engine/testing/memory-store.ts";
import { quickClock } from "#lib/engine/testing/quick-clock.ts";
import { type AnswerUncapturedInput, answerUncaptured } from "./answer-uncaptured.ts";
import type { ServiceConsole, ServiceContext } from "./context.ts";
import { listAnswers } from "./list-answers.ts";

const instance = "sqlto01\\PCHAT";
const asked = [
  {
    part: "secondary",
    instance,
    what: `log shipping of ${instance}`,
    fields: ["destinationDirectory", "copyEveryMinutes", "standby"],
    isMissing: true,
    isOptional: false,
  },
];
const whole: AnswerUncapturedInput = {
  planId: "plan-1",
  part: "secondary",
  instance,
  source: "the DBA's handbook",
  values: { destinationDirectory: "D:\\LogShip\\mgc", copyEveryMinutes: "15", standby: "no" },
};

function setUp() {
  const clock = quickClock();
  const runs = memoryStore(clock);
  const plan = async (id: string) => (id === "plan-1" ? { id, view: { asked } } : null);
  const console = { pool, store: { ...runs, plan } } as unknown as ServiceConsole;
  const as = (role: Role, name = "Giulia Ferri"): ServiceContext => ({ actor: { id: "7", name, role }, console });
  return { as, clock };
}

const refusal = (doing: Promise<unknown>) =>
  doing.then(
    () => ({ code: "went on" }),
    (e: unknown) => e,
  );

test("records the values, who said them, when and where they have them from", async () => {
  const { as, clock } = setUp();
  await answerUncaptured(as("operator"), whole);
  const [answer] = await listAnswers(as("viewer"));
  expect(answer).toEqual({
    part: "secondary",
    instance,
    values: { destinationDirectory: "D:\\LogShip\\mgc", copyEveryMinutes: 15, standby: false },
    source: "the DBA's handbook",
    planId: "plan-1",
    person: "Giulia Ferri",
    at: clock.now().toISOString(),
  });
});

test("a later answer comes before the earlier one, and both stay", async () => {
  const { as, clock } = setUp();
  await answerUncaptured(as("operator"), whole);
  clock.advance(60_000);
  await answerUncaptured(as("operator", "Marco Neri"), {
    ...whole,
    values: { ...whole.values, copyEveryMinutes: "5" },
  });
  const all = await listAnswers(as("operator"));
  expect(all.map((a) => [a.person, a.values.copyEveryMinutes])).toEqual([
    ["Marco Neri", 5],
    ["Giulia Ferri", 15],
  ]);
});

describe("refuses by the field's name and records nothing", () => {
  test.each([
    ["destinationDirectory", "", "empty"],
    ["destinationDirectory", "LogShip\\mgc", "path"],
    ["destinationDirectory", "\\LogShip\\mgc", "path"],
    ["destinationDirectory", "/var/logship", "path"],
    ["destinationDirectory", "D:\\LogShip\\..\\mgc", "path"],
    ["destinationDirectory", "D:\\Log|Ship", "path"],
    ["copyEveryMinutes", "0", "minutes"],
    ["copyEveryMinutes", "60", "minutes"],
    ["copyEveryMinutes", "a quarter", "minutes"],
    ["standby", "perhaps", "choice"],
    ["monitor", "sqlmi01", "unknown"],
  ])("%s = %j: %s", async (field, text, problem) => {
    const { as } = setUp();
    const no = await refusal(
      answerUncaptured(as("operator"), { ...whole, values: { ...whole.values, [field]: text } }),
    );
    expect(no).toMatchObject({ code: "bad-input", data: { fields: { [`values.${field}`]: [problem] } } });
    expect(await listAnswers(as("operator"))).toEqual([]);
  });

  test("source", async () => {
    const no = await refusal(answerUncaptured(setUp().as("operator"), { ...whole, source: " " }));
    expect(no).toMatchObject({ code: "bad-input", data: { fields: { source: ["empty"] } } });
  });
});

test("refuses what the plan does not ask for, and a plan that is not there", async () => {
  const { as } = setUp();
  const other = await refusal(answerUncaptured(as("operator"), { ...whole, instance: "sqlto02\\PCHAT" }));
  expect(other).toMatchObject({ code: "refused" });
  const none = await refusal(answerUncaptured(as("operator"), { ...whole, planId: "plan-2" }));
  expect(none).toMatchObject({ code: "not-found" });
});
