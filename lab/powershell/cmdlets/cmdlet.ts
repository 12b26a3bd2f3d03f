import type { Bound } from "#lab/powershell/bind.ts";
import type { CmdletObject } from "#lab/powershell/reply.ts";
import type { LyncWorld } from "#lab/world/lync.ts";

/** What a cmdlet works with once its arguments are bound. */
export type CmdletCall = {
  readonly world: LyncWorld;
  readonly bound: Bound;
  readonly warn: (text: string) => void;
  /** False with -WhatIf: then nothing may be changed. */
  readonly shouldProcess: (target: string) => boolean;
  /** What it comes to of several things to do: all, or with the fault `cmdlet-partial-effect` the first half. */
  readonly comesTo: <T>(all: readonly T[]) => readonly T[];
};
export type Cmdlet = (call: CmdletCall) => readonly CmdletObject[] | Promise<readonly CmdletObject[]>;
