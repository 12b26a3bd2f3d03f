import { resolve } from "node:path";
import { expect, test } from "vitest";
import { readEnv } from "./env.ts";

test("fills in places below the data folder", () => {
  const env = readEnv({ DATA_DIR: "/d", POOL_FILE: "p.yaml", CREDENTIALS_FILE: "" });
  expect(env).toMatchObject({
    poolFile: resolve("p.yaml"),
    credentialsFile: null,
    authSecretFile: resolve("/d/auth-secret"),
  });
  expect(env.databaseUrl).toMatch(/^file:.*audit\.db$/);
});

test("names each variable that is wrong", () => {
  expect(() => readEnv({ DATABASE_URL: "postgres://x" })).toThrow(/POOL_FILE.*DATABASE_URL|DATABASE_URL.*POOL_FILE/);
});
