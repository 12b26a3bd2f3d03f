import { defineConfig } from "vitest/config";

/** The long matrices are run by hand: npm run proof. */
const proofs = ["e2e/**/*.proof.ts"];

export default defineConfig({
  test: {
    include:
      process.env.PROOF === "1"
        ? proofs
        : [
            "lib/**/*.test.ts",
            "lab/**/*.test.ts",
            "scripts/**/*.test.ts",
            "components/**/*.test.ts",
            "app/**/*.test.ts",
            "e2e/**/*.test.ts",
          ],
    environment: "node",
    pool: "forks",
    testTimeout: 30_000,
  },
});
