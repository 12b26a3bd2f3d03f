import type { Command } from "#lib/domain/commands/command.ts";
import { StepError } from "#lib/domain/errors.ts";
import type { ActContext, Ports } from "#lib/domain/ports.ts";
import type { Fault } from "./faults.ts";
import type { AnyBench } from "./whole-runs/whole-run.ts";

/** How long a server works on, an answer is waited for, a target is silent, a console stands still. Milliseconds. */
const [workMs, waitMs, silentMs, frozenMs] = [30_000, 40_000, 60_000, 90_000];

/** What may become of the console itself. */
export type Fate = { readonly kill: () => void; readonly freeze: (ms: number) => void };

const lost = (message: string) => new StepError("unreachable", message, { effect: "unknown" });
function refusal(target: string, effect: "none" | "unknown"): StepError {
  const causes = [{ number: 3201, message: "Cannot open backup device." }];
  return new StepError("remote", `${target} refused`, { effect, causes });
}

/** The wire to fake servers, on which a fault strikes the n-th command that leaves. Gives each console its ports. */
export function struckWire(bench: AnyBench, at: { readonly n: number; readonly fault: Fault }) {
  const { ports, clock } = bench;
  const { trouble, moment } = at.fault;
  const atWork = new Set<string>();
  const wrong: string[] = [];
  let sent = 0;
  let newestToken: number | null = null;
  let silent = { target: "", untilMs: 0 };
  const isSilent = (target: string) => target === silent.target && clock.monotonicMs() < silent.untilMs;
  const look = async <T>(target: string, go: () => Promise<T>): Promise<T> => {
    if (isSilent(target)) throw new StepError("unreachable", `${target} does not answer`, { effect: "none" });
    return go();
  };
  const workOn = async (target: string, go: () => Promise<unknown>) => {
    atWork.add(target);
    await clock.sleep(workMs);
    await go().catch((e: unknown) => wrong.push(`what was at work came to no effect: ${String(e)}`));
    atWork.delete(target);
  };
  const strike = async <T>(command: Command, go: () => Promise<T>, fate: Fate): Promise<T> => {
    const { target } = command;
    const answer = moment === "after" ? await go() : null;
    // A copy ends with the process that makes it; a refusal comes when the work is over.
    if (moment === "during" && command.kind !== "file" && trouble !== "refused") void workOn(target, go);
    switch (trouble) {
      case "refused":
        if (moment === "during") await clock.sleep(workMs);
        throw refusal(target, moment === "after" ? "unknown" : "none");
      case "target silent":
        silent = { target, untilMs: clock.monotonicMs() + silentMs };
        return moment === "before" ? look(target, go) : Promise.reject(lost("the line dropped"));
      case "no answer":
        await clock.sleep(waitMs);
        throw lost("no answer came");
      case "console dies":
        fate.kill();
        return new Promise<T>(() => undefined);
      case "console freezes":
        fate.freeze(frozenMs);
        await clock.sleep(frozenMs);
        if (moment === "after") return answer as T;
        throw lost("the line dropped while the console stood still");
      default:
        throw lost("the line dropped");
    }
  };
  const strikesHere = trouble !== "audit refuses" && !(trouble === "console freezes" && moment === "before");
  const send = async <T>(command: Command, act: ActContext | undefined, go: () => Promise<T>, fate: Fate) => {
    if (atWork.has(command.target) && !isSilent(command.target))
      wrong.push(`${act?.actId} is sent while ${command.target} is still at work`);
    sent += 1;
    return look(command.target, () => (strikesHere && sent === at.n ? strike(command, go, fate) : go()));
  };
  return {
    wrong: () => [...wrong, ...[...atWork].map((target) => `the run ended while ${target} was still at work`)],
    tookLease: (token: number) => {
      newestToken = token;
    },
    newestToken: () => newestToken,
    violated: (what: string) => void wrong.push(what),
    hasStruck: () => !strikesHere || sent >= at.n,
    /** The ports of one console, which is told its fate; `leaves` looks at every command as it leaves. */
    portsFor: (fate: Fate, leaves: (command: Command, act: ActContext | undefined) => Promise<void>): Ports => {
      const through = async <T>(command: Command, act: ActContext | undefined, go: () => Promise<T>) => {
        await leaves(command, act);
        return send(command, act, go, fate);
      };
      return {
        ...ports,
        sql: {
          read: (query, row) => look(query.target, () => ports.sql.read(query, row)),
          readHeaders: (target, path) => look(target, () => ports.sql.readHeaders(target, path)),
          execute: (command, act) => through(command, act, () => ports.sql.execute(command, act)),
          quiet: async (target) => {
            if (isSilent(target)) return { kind: "unreachable", message: `${target} does not answer` };
            if (!atWork.has(target)) return ports.sql.quiet(target);
            return { kind: "busy", sessionId: 61, program: "persistent-chat", command: "RESTORE", percent: 40 };
          },
        },
        shell: {
          ...ports.shell,
          invoke: async (command, act) => {
            if (!act?.onCarrier) return look(command.target, () => ports.shell.invoke(command, act));
            // Its process is told before the cmdlet leaves; what goes on afterwards tells nobody.
            await act.onCarrier({ processId: 4711, startedAt: "tick 1", host: "console-host" });
            const told = { ...act, onCarrier: async () => undefined };
            return through(command, act, () => ports.shell.invoke(command, told));
          },
          quiet: async (process) => (atWork.has("management shell") ? { kind: "busy" } : ports.shell.quiet(process)),
        },
        files: {
          ...ports.files,
          copy: (command, act) => through(command, act, () => ports.files.copy(command, act)),
          setAside: (command, act) => through(command, act, () => ports.files.setAside(command, act)),
        },
      };
    },
  };
}
