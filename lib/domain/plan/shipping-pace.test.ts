import { expect, test } from "vitest";
import { shippingPace } from "./shipping-pace.ts";

const line = (sessionId: number, second: number, message: string, agentType = 2) => ({
  agentType,
  sessionId,
  loggedUtc: new Date(Date.UTC(2026, 10, 21) + second * 1_000).toISOString(),
  message,
});
const restored = (name: string) => `Restored log backup file. Secondary DB: 'mgc', File: 'D:\\LogShip\\mgc\\${name}'`;
const files = ["a.trn", "b.trn"].map((name) => ({ name, sizeBytes: 1_000n, modifiedAt: "" }));

test("weighs the files that sessions name against the time of those sessions", () => {
  const lines = [
    line(2, 30, "The restore operation was successful."),
    line(2, 29, restored("b.trn")),
    line(2, 26, "Starting transaction log restore."),
    line(1, 4, restored("A.TRN")),
    line(1, 0, "Starting transaction log restore."),
  ];
  expect(shippingPace(lines, 2, files)).toEqual({ bytes: 2_000, seconds: 8 });
});

test("leaves out a session across which the server's clock was set", () => {
  const lines = [
    line(1, 0, "Starting."),
    line(1, 4, restored("a.trn")),
    line(2, 10, "Starting."),
    line(2, 1_814, restored("b.trn")),
    line(3, 1_820, "Starting."),
    line(3, 1_824, restored("b.trn")),
  ];
  expect(shippingPace(lines, 2, files)).toEqual({ bytes: 2_000, seconds: 8 });
});

test("is not known when no session names a file that can be weighed", () => {
  const lines = [
    line(1, 0, "Starting."),
    line(1, 9, restored("gone.trn")),
    line(2, 0, "Starting."),
    line(2, 5, "Nothing."),
  ];
  expect(shippingPace(lines, 2, files)).toBeNull();
});

test("keeps copy and restore apart", () => {
  expect(shippingPace([line(1, 0, "Starting."), line(1, 9, restored("a.trn"))], 1, files)).toBeNull();
});
