import type { Command } from "#lib/domain/commands/command.ts";
import { StepError } from "#lib/domain/errors.ts";
import type { FakeServers } from "./fake-servers.ts";

/** What becomes of a command on its way: refused by the server, or the line drops before or after it took effect. */
export type Fate = "refused" | "lost-before" | "lost-after" | "arrives";

/** Lets a command meet its fate; the effect happens exactly once, or not at all. */
export function meetFate(
  servers: Pick<FakeServers, "sent" | "fate" | "effects">,
  command: Command,
  effect: () => void,
): void {
  servers.sent.push(command);
  const fate = servers.fate(command);
  if (fate === "refused")
    throw new StepError("remote", `${command.target} refused`, {
      effect: "none",
      causes: [{ number: 3201, message: "Cannot open backup device." }],
    });
  if (fate === "lost-before") throw new StepError("unreachable", "the line dropped", { effect: "unknown" });
  effect();
  servers.effects.push(command);
  if (fate === "lost-after") throw new StepError("unreachable", "the line dropped", { effect: "unknown" });
}

/** Throws what a client hears of an instance that is not up. */
export function mustAnswer(servers: FakeServers, instance: string): void {
  const reach = servers.reach.get(instance) ?? "up";
  if (reach === "unreachable") throw new StepError("unreachable", `${instance} does not answer`, { effect: "none" });
  if (reach === "refuses-login")
    throw new StepError("remote", `login failed on ${instance}`, {
      effect: "none",
      causes: [{ number: 18456, message: "Login failed." }],
    });
}
