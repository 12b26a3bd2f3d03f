import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The long matrices are run by hand: npm run proof. */
const proofs = ["e2e/**/*.proof.ts", "lib/**/*.proof.ts"];

/** The stories begin first: each waits minutes for a lab's clock, and the rest runs meanwhile. */
class StoriesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isStory = (file: TestSpecification) => file.moduleId.includes("/e2e/engine/");
    return [...sorted.filter(isStory), ...sorted.filter((file) => !isStory(file))];
  }
}

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
    sequence: { sequencer: StoriesFirst },
    // Measured: a story takes an eighth of a core, the rest of its time is waiting for the lab's clock, a lease, a process.
    maxWorkers: 5,
    // Two cores, five workers: what takes a second alone may take twenty.
    testTimeout: 60_000,
    expect: { poll: { timeout: 10_000 } },
  },
});
