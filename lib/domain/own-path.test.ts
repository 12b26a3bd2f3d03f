import { expect, test } from "vitest";
import { ownPath, signInPath } from "./own-path.ts";

test("a page of this console is kept, with what was asked of it", () => {
  expect(ownPath("/runs/abc/report?output=all")).toBe("/runs/abc/report?output=all");
  expect(signInPath("/runs/abc")).toBe("/sign-in?to=%2Fruns%2Fabc");
  expect(signInPath("/")).toBe("/sign-in");
});

test.each([
  "//evil.example",
  "/\\evil.example",
  "https://evil.example",
  "/\t/evil.example",
  "/api/auth/sign-out",
  "/sign-in?to=%2F",
  "/link/x",
  "runs/abc",
  undefined,
])("%s is not followed", (asked) => {
  expect(ownPath(asked)).toBe("/");
});
