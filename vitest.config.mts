import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: [
      "test/{engine,workspace,server,cli,oracles,manifest}/**/*.test.ts",
      "test/cluster/**/*.test.ts",
    ],
    testTimeout: 30_000,
    maxWorkers: 2,
  },
});
