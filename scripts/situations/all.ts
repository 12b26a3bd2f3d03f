import { aroundTheConsole } from "./console.ts";
import { aroundTheLog } from "./log.ts";
import { aroundRuleOne } from "./rule-one.ts";
import type { Situation } from "./situation.ts";
import { onTheWayHome } from "./way-home.ts";

/** Every situation of the references that needs a person, or a refusal: docs/situations.md is made from it. */
export const situations: readonly Situation[] = [
  ...aroundRuleOne,
  ...aroundTheLog,
  ...aroundTheConsole,
  ...onTheWayHome,
];
