import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: "source",
          // The engine is pure: files may share its modules, which are many.
          isolate: false,
          include: ["test/{engine,workspace,oracles,manifest}/**/*.test.ts", "test/cluster/**/*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        // These run the bundles, as users do.
        test: {
          name: "built",
          include: ["test/{server,cli}/**/*.test.ts"],
          globalSetup: "test/build-products.ts",
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
