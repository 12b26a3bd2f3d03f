import { describe, expect, it } from "vitest";
import { BadControlError, controlHandler, type LabControl } from "./control.ts";

function recorded(): { readonly calls: unknown[]; readonly control: LabControl } {
  const calls: unknown[] = [];
  const control: LabControl = {
    truth: () => ({ lost: 3n }),
    wire: () => [],
    setStrikes: (strikes) => void calls.push(strikes),
    holdNext: (hold) => void calls.push(hold),
    release: () => void calls.push("release"),
    faults: () => ({ on: [], known: ["share-full"] }),
    setFault: async (fault) => {
      if (fault.name !== "share-full") throw new BadControlError("unknown");
      calls.push(fault);
    },
    setScenario: async () => undefined,
    setProduct: async () => undefined,
    setSite: async (site, up) => {
      calls.push([site, up]);
    },
    reset: async () => {
      calls.push("reset");
    },
  };
  return { calls, control };
}

const post = (path: string, body: unknown) => ({ method: "POST", path, body });

describe("the lab's control port", () => {
  it("passes faults, sites, holds, strikes and reset on", async () => {
    const { calls, control } = recorded();
    const handle = controlHandler(control);
    await handle(post("/faults", { fault: "share-full", on: true }));
    await handle(post("/sites", { site: "home", up: false }));
    const hold = { target: "management shell", pattern: "Set-", when: "after" };
    await handle(post("/wire/hold", hold));
    await handle(post("/wire/release", {}));
    const strike = { target: "sqlto01\\PCHAT", pattern: "RESTORE LOG", how: "lost-after" };
    await handle(post("/wire/strikes", { strikes: [strike] }));
    await handle(post("/reset", null));
    const fault = { name: "share-full", target: null, on: true };
    expect(calls).toEqual([fault, ["home", false], hold, "release", [strike], "reset"]);
  });

  it.each([
    ["/faults", { fault: "no-such-fault", on: true }],
    ["/faults", { fault: "share-full", on: "yes" }],
    ["/sites", { site: "third", up: true }],
    ["/sites", null],
    ["/wire/hold", { target: "management shell", pattern: "Set-", when: "sometimes" }],
    ["/wire/strikes", { strikes: [{ target: "management shell", pattern: "Set-", how: "at times" }] }],
    ["/wire/strikes", { strikes: "all" }],
    ["/wire/hold", { target: "", pattern: "Set-", when: "before" }],
  ])("refuses a wrong request to %s", async (path, body) => {
    const { calls, control } = recorded();
    expect((await controlHandler(control)(post(path, body))).status).toBe(400);
    expect(calls).toEqual([]);
  });

  it("answers 404 to anything else", async () => {
    const { control } = recorded();
    expect((await controlHandler(control)({ method: "GET", path: "/", body: null })).status).toBe(404);
  });
});
