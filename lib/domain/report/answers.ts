import type { Answer } from "./answer.ts";
import { aboutLoss } from "./answers-loss.ts";
import { aboutOutside } from "./answers-outside.ts";
import { aboutPeople } from "./answers-people.ts";
import { aboutState } from "./answers-state.ts";
import { aboutTime } from "./answers-time.ts";
import type { Beside, Report } from "./basis.ts";

/** The 22 questions of persistent-chat.md, section G, in their order. Pure. */
export function answersOf(report: Report, beside: Beside): readonly Answer[] {
  return [
    ...aboutTime(report, beside),
    ...aboutLoss(report, beside),
    ...aboutState(report, beside),
    ...aboutPeople(report, beside),
    ...aboutOutside(report, beside),
  ].sort((a, b) => a.number - b.number);
}
