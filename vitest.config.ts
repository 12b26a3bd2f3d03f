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
    // Most of the time is waiting: for the lab's clock, for a lease, for a process.
    maxWorkers: 4,
    testTimeout: 30_000,
  },
});
