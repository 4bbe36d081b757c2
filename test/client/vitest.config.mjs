import { resolve } from "node:path";
import { defineConfig } from "vitest/config";

/** Tests that drive VS Code or a worker from outside, in a real browser; one file at a time. */
export default defineConfig({
  test: {
    root: resolve(import.meta.dirname, "..", ".."),
    include: ["test/client/{ui,browser}/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    fileParallelism: false,
    // A window on a busy machine now and then misses a key press; what is broken fails twice.
    retry: 1,
  },
});
