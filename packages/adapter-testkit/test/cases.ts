import process from "node:process"

/**
 * How many cases a property is checked with: a tenth of them, or all with `CASES=all`, as `pnpm test:properties` and CI do.
 * Each run draws new ones.
 */
export const caseCount = (all: number): number => (process.env.CASES === "all" ? all : Math.ceil(all / 10))

/** `caseCount`, as the options of a property. */
export const cases = (all: number): { readonly fastCheck: { readonly numRuns: number } } => ({
  fastCheck: { numRuns: caseCount(all) }
})
