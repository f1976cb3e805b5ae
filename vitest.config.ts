import process from "node:process"
import { defineConfig } from "vitest/config"
import { hangBoundMillis } from "./packages/adapter-testkit/src/internal/hangBound.ts"

const integration = "*.integration.test.ts"
const long = "*.long.test.ts"

/** From 22.18 on. */
const nodeLoadsTypeScript = Boolean(process.features.typescript)

export default defineConfig({
  test: {
    pool: "forks",
    // tests wait as much as they work: two at a time, even where there are only two processors. A process takes one file after
    // another; to load everything anew for each would take as long as all the tests
    poolOptions: { forks: { minForks: 1, maxForks: 2, isolate: false } },
    setupFiles: "packages/adapter-testkit/test/EachFile.ts",
    // no test has another bound: this one ends what hangs, and says nothing about speed
    testTimeout: hangBoundMillis,
    hookTimeout: hangBoundMillis,
    passWithNoTests: true,
    // Node loads our modules itself where it can, in a third of the time that vitest takes
    server: {
      deps: {
        external: nodeLoadsTypeScript ? [/\/(packages|adapters)\/[^/]+\/(src|test)\/.*(?<!\.test)\.ts$/] : []
      }
    },
    projects: [
      {
        // quick, and alone: no database, no socket, no other process
        extends: true,
        test: {
          name: "unit",
          setupFiles: ["packages/adapter-testkit/test/EachFile.ts", "packages/adapter-testkit/test/Alone.ts"],
          include: ["{packages,adapters}/*/test/**/*.test.ts"],
          exclude: [`**/${integration}`, `**/${long}`, "**/node_modules/**"]
        }
      },
      {
        // real databases, real sockets, whole processes
        extends: true,
        test: {
          name: "integration",
          // few start programs, and these are soon loaded, where they can be loaded at all
          globalSetup: nodeLoadsTypeScript ? [] : "scripts/programs.mjs",
          include: [`{packages,adapters}/*/test/**/${integration}`, "{examples/*,docs-site}/test/**/*.test.ts"],
          exclude: [`**/${long}`, "**/node_modules/**"]
        }
      },
      {
        // processes that are killed, commands of the pages, and what takes minutes: `pnpm test:long`, and in CI
        extends: true,
        test: {
          name: "long",
          // the programs that these start, each in one file
          globalSetup: "scripts/programs.mjs",
          include: [`{packages/*,adapters/*,examples/*,docs-site}/test/**/${long}`],
          exclude: ["**/node_modules/**"]
        }
      }
    ]
  }
})
