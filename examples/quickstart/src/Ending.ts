/** How the command ends: an exit code, and the sentence for it. */
import { Report } from "@openfaith/sync-engine"

export interface Ending {
  readonly code: 0 | 2 | 3 | 4
  readonly sentence: string
}

/** What each exit code means; `--help` prints it. A process that a signal ended has the code of its shell. */
export const codes = {
  0: "in sync: every resource was compared with the source, and agrees",
  1: "failed: the sync did not come to its end, or did not begin; the last line says why",
  2: "not in sync: something differs, and running it again does not help; the table says what",
  3: "changed while running: the source changed while it was read; run it again",
  4: "not verified: nothing is known to differ, and something could not be compared; the table says why"
} as const

/** The ending of a report. */
export const of = (report: Report.Report): Ending => {
  const named = (verdict: Report.Verdict) =>
    Object.entries(report.resources).flatMap(([resource, one]) => (one.verdict === verdict ? [resource] : []))
  const differs = named("differs")
  if (differs.length > 0) {
    const changed = Report.differing(report)
    return differs.every((resource) => changed.includes(resource))
      ? { code: 3, sentence: `not in sync: ${differs.join(", ")} changed while running; run it again` }
      : { code: 2, sentence: `not in sync: ${differs.join(", ")}` }
  }
  const unverified = named("unverified")
  if (unverified.length > 0) return { code: 4, sentence: `not verified: ${unverified.join(", ")}` }
  return report.inSync && named("agrees").length > 0
    ? { code: 0, sentence: "in sync" }
    : { code: 4, sentence: "not verified: nothing was read" }
}
