import { engine, type Situation } from "./situation.ts";

/** Home and the point of no return. */
export const aroundRuleOne: readonly Situation[] = [
  {
    what: "Before the copy is made writable",
    from: "persistent-chat A.2 4b, appendix 2",
    meets: "point-of-no-return",
    seen: [engine("fencing-sheet"), "journals the sheet, with each vote's time"],
  },
  {
    what: "Home is silent and nobody has said that it is off",
    from: "dba-notes 1",
    meets: "home-still-answers",
    seen: [engine("rule-one"), "home is unreachable and nobody attested"],
  },
  {
    what: "Home answers with a refused login, or does not say what its mgc is",
    from: "dba-notes 1, 36",
    meets: "home-still-answers",
    seen: [engine("rule-one"), "home answers with a refused login, whatever was attested"],
  },
  {
    what: "A word about home is older than 15 minutes, or home answered after it",
    from: "dba-notes 1",
    meets: "home-still-answers",
    seen: [engine("rule-one"), "the attestation is older than 15 minutes"],
  },
  {
    what: "Home comes back before step 4",
    from: "dba-notes 28",
    meets: "home-still-answers",
    seen: [engine("home-returned"), "stops before step 4 when home comes back there"],
  },
  {
    what: "Home comes back between steps 4 and 5",
    from: "dba-notes 28",
    meets: "home-returned",
    seen: [engine("home-returned"), "asks between 4 and 5, fences home and goes on"],
  },
  {
    what: "Home comes back after step 5",
    from: "dba-notes 6, 28",
    meets: { without: "alarm on the overview; the procedure that fences a returned home opens, and the failback" },
    seen: ["lib/watch/return-watch.test.ts", "raises the alarm within one sweep of the first answer"],
  },
  {
    what: "Home's principal answers while home is to be left",
    from: "dba-notes 7 b",
    meets: { without: "the plan fences home by the tail of its log, and nothing is lost" },
    seen: [engine("fence"), "fences a living home, applies its tail and goes on by proof"],
  },
  {
    what: "A fenced run is aborted before the point of no return",
    from: "dba-notes 31",
    meets: "undo-fence",
    seen: [engine("fence"), "asks about the fence when the run is aborted"],
  },
  {
    what: "Only one instance of home is lost and its mirror is in step",
    from: "dba-notes 7 a, persistent-chat A.4",
    meets: { without: "the plan says so first, and the mirror failover is open" },
    seen: ["lib/domain/plan/failover-plan.test.ts", "says how a living mirror stands to its principal"],
  },
];
