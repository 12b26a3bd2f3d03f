import type { Command } from "#lib/domain/commands/command.ts";
import { StepError } from "#lib/domain/errors.ts";
import type { ActContext, Ports, ProcessIdentity } from "#lib/domain/ports.ts";
import type { Fate } from "#lib/engine/testing/fate.ts";
import type { Random } from "./random.ts";
import type { StoryLog } from "./story-log.ts";

/** What is on its way to a server or at work there, whatever became of the console that sent it. */
type Flight = { readonly target: string; readonly actId: string; isEnded: boolean };

export type Mood = { isCalm: boolean };
export type Wire = { readonly ports: Ports; readonly inFlight: () => number };

type Parts = {
  readonly ports: Ports;
  readonly servers: { fate: (command: Command) => Fate };
  readonly random: Random;
  readonly log: StoryLog;
  readonly mood: Mood;
  /** A read on an instance got no answer. */
  readonly lost: (instance: string) => void;
  /** Looks at every command as it leaves, and again once the servers have dealt with it. */
  readonly watch: (command: Command, act: ActContext | undefined) => { readonly dealtWith: () => void };
};

/**
 * The wire between consoles and servers as it is on a bad night: commands are refused, lost before or after their effect, late, or
 * unanswered until their deadline; looks fail. A server goes on with what reached it, also when nobody waits any more.
 */
export function makeWire({ ports, servers, random, log, mood, lost, watch }: Parts): Wire {
  const { clock } = ports;
  const flights = new Set<Flight>();
  servers.fate = (command) => {
    const fate: Fate =
      mood.isCalm || random.chance(0.9) ? "arrives" : random.pick(["refused", "lost-before", "lost-after"]);
    if (fate !== "arrives") log.happened(`fault ${fate}`, command.text.slice(0, 60));
    return fate;
  };
  const lateMs = () => {
    if (mood.isCalm || random.chance(0.9)) return random.chance(0.5) ? 0 : random.ms(1, 2_000);
    log.happened("fault late");
    return random.ms(10_000, random.pick([60_000, 60_000, 700_000]));
  };
  const look = async <T>(what: string, go: () => Promise<T>, instance?: string): Promise<T> => {
    if (!mood.isCalm && random.chance(0.1)) await clock.sleep(random.ms(1, 3_000));
    if (!mood.isCalm && random.chance(0.012)) {
      log.happened("fault look lost", what);
      if (instance !== undefined) lost(instance);
      throw new StepError("unreachable", "the line dropped", { effect: "none" });
    }
    return go();
  };
  const send = async <T>(
    command: Command,
    act: ActContext | undefined,
    go: (leave: () => Promise<void>) => Promise<T>,
  ): Promise<T> => {
    const flight: Flight = { target: command.target, actId: act?.actId ?? "", isEnded: false };
    const [beforeMs, afterMs] = [lateMs(), lateMs()];
    const leave = async () => {
      const isSame = (f: Flight) => f.target === flight.target && f.actId === flight.actId;
      // A copy ends with the console whose child process makes it, and may be made twice.
      if (command.kind !== "file" && [...flights].some(isSame))
        log.violated(`${flight.actId} is sent while the same is still at work on ${flight.target}`);
      flights.add(flight);
      watched = watch(command, act);
      if (beforeMs > 0) await clock.sleep(beforeMs);
      if (command.kind === "sql" && !mood.isCalm && random.chance(0.02)) {
        log.happened("fault monitor dead", command.text.slice(0, 60));
        const causes = [{ number: random.pick([32054, 32055, 7202]), message: "the monitor server does not answer" }];
        throw new StepError("remote", `${command.target} refused`, { effect: "none", causes });
      }
      // Ended by its console before it did anything.
      if (flight.isEnded) throw new StepError("unreachable", "the shell was ended", { effect: "unknown" });
    };
    let watched: { readonly dealtWith: () => void } | null = null;
    const carried = async () => {
      try {
        return await go(leave);
      } finally {
        watched?.dealtWith();
        if (afterMs > 0) await clock.sleep(afterMs);
        flights.delete(flight);
      }
    };
    const answer = carried();
    if (command.deadlineMs === null || beforeMs + afterMs <= command.deadlineMs) return answer;
    answer.catch(() => undefined);
    log.happened("fault unanswered", command.text.slice(0, 60));
    await clock.sleep(command.deadlineMs);
    throw new StepError("unreachable", `no answer within ${command.deadlineMs} ms`, { effect: "unknown" });
  };
  const carriedBy = async (act: ActContext, process: ProcessIdentity) => act.onCarrier?.(process);
  const isAtWork = (target: string) => [...flights].some((f) => f.target === target);
  return {
    inFlight: () => flights.size,
    ports: {
      ...ports,
      sql: {
        read: (query, row) => look(`read on ${query.target}`, () => ports.sql.read(query, row), query.target),
        readHeaders: (target, path) => look(`headers of ${path}`, () => ports.sql.readHeaders(target, path)),
        execute: (command, act) => send(command, act, (leave) => leave().then(() => ports.sql.execute(command, act))),
        quiet: async (target) => {
          if (!isAtWork(target)) return ports.sql.quiet(target);
          log.happened("wait for quiet", target);
          return { kind: "busy", sessionId: 61, program: "persistent-chat", command: "RESTORE", percent: 40 };
        },
      },
      shell: {
        invoke: (command, act) => {
          if (command.text.startsWith("Get-") || command.parameters.WhatIf === true)
            return look(command.text, () => ports.shell.invoke(command, act));
          return send(command, act, (leave) =>
            ports.shell.invoke(command, act && { ...act, onCarrier: (p) => carriedBy(act, p).then(leave) }),
          );
        },
        quiet: async () => {
          if (!isAtWork("management shell")) return { kind: "quiet" };
          log.happened("wait for quiet", "management shell");
          return { kind: "busy" };
        },
        end: async () => {
          for (const f of flights) if (f.target === "management shell") f.isEnded = flights.delete(f);
          log.happened("shell ended");
          return { kind: "quiet" };
        },
      },
      files: {
        list: (folder, deadlineMs) => look(`list ${folder}`, () => ports.files.list(folder, deadlineMs)),
        find: (folder, names) => look(`look into ${folder}`, () => ports.files.find(folder, names)),
        copy: (command, act) => send(command, act, (leave) => leave().then(() => ports.files.copy(command, act))),
        setAside: (command, act) =>
          send(command, act, (leave) => leave().then(() => ports.files.setAside(command, act))),
      },
      net: { connect: (host, port, ms) => look(`${host}:${port}`, () => ports.net.connect(host, port, ms)) },
    },
  };
}
