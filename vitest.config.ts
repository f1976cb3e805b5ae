import { defineConfig } from "vitest/config"

const integration = "*.integration.test.ts"

export default defineConfig({
  test: {
    pool: "forks",
    passWithNoTests: true,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["packages/*/test/**/*.test.ts", "adapters/*/test/**/*.test.ts"],
          exclude: [`**/${integration}`, "**/node_modules/**"],
          testTimeout: 15_000,
          hookTimeout: 15_000
        }
      },
      {
        // whole processes, real files, real sockets
        extends: true,
        test: {
          name: "integration",
          // the programs that these start, each in one file
          globalSetup: "scripts/programs.mjs",
          include: [`{packages,adapters}/*/test/**/${integration}`, "examples/*/test/**/*.test.ts"],
          exclude: ["**/node_modules/**"],
          testTimeout: 120_000,
          hookTimeout: 120_000
        }
      }
    ]
  }
})
