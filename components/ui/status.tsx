import {
  CircleCheck,
  CircleDashed,
  CirclePause,
  CircleQuestionMark,
  CircleX,
  Info,
  LoaderCircle,
  Lock,
  type LucideIcon,
  Minus,
  OctagonX,
  RedoDot,
  ShieldBan,
  TriangleAlert,
  Undo2,
} from "lucide-react";
import type { ReactNode } from "react";

export type Tone = "ok" | "warn" | "bad" | "run" | "wait" | "idle" | "unknown" | "skip" | "info";
export type StatusIcon = Tone | "lock" | "undo" | "no-undo" | "fenced" | "blocked";

const icons: Readonly<Record<StatusIcon, LucideIcon>> = {
  ok: CircleCheck,
  warn: TriangleAlert,
  bad: OctagonX,
  run: LoaderCircle,
  wait: CirclePause,
  idle: CircleDashed,
  unknown: CircleQuestionMark,
  skip: RedoDot,
  info: Info,
  lock: Lock,
  undo: Undo2,
  "no-undo": Minus,
  fenced: ShieldBan,
  blocked: CircleX,
};

type StatusProps = { readonly tone: Tone; readonly icon?: StatusIcon; readonly children: ReactNode };

/** Icon and word, never colour alone. */
export function Status({ tone, icon = tone, children }: StatusProps) {
  const Icon = icons[icon];
  return (
    <span className={`st st-${tone}${icon === "run" ? " spin" : ""}`}>
      <Icon className="i spin-el" aria-hidden="true" />
      <span>{children}</span>
    </span>
  );
}

export function Badge({ tone, icon = tone, children }: StatusProps) {
  const Icon = icons[icon];
  return (
    <span className={`bdg b-${tone}${icon === "run" ? " spin" : ""}`}>
      <Icon className="i spin-el" aria-hidden="true" />
      <span>{children}</span>
    </span>
  );
}
