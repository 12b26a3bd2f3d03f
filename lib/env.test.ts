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
  expect(() => readEnv({ DATABASE_URL: "postgres://x", BASE_URL: "here" })).toThrow(/DATABASE_URL.*BASE_URL/s);
});

test("reads which group has which role, and refuses a directory that gives nobody one", () => {
  const given = { POOL_FILE: "p.yaml", OIDC_ISSUER: "https://adfs.contoso.local/adfs" };
  const env = readEnv({ ...given, OIDC_ROLES: "CN=Chat,OU=x=administrator; chat-ops = operator" });
  expect(env.directory?.roles).toEqual([
    { group: "CN=Chat,OU=x", role: "administrator" },
    { group: "chat-ops", role: "operator" },
  ]);
  expect(() => readEnv(given)).toThrow(/OIDC_ROLES: say which group/);
  expect(() => readEnv({ ...given, OIDC_ROLES: "ops=king" })).toThrow(/OIDC_ROLES/);
});
