/** The last thing a run says: source against store, a line for each resource. */
import type { Report } from "@openfaith/sync-engine"
import * as Ending from "./Ending.ts"

const columns = ["resource", "source", "stored", "deleted", "requests", "waited"]

const cells = (resource: string, report: Report.ResourceReport) => [
  resource,
  report.source === null ? "?" : String(report.source),
  String(report.stored),
  String(report.deleted),
  String(report.requests),
  `${(report.waitedMillis / 1000).toFixed(1)} s`
]

/** Why a resource does not agree: what the source said, where it said something. */
const remark = ({ ahead, outcome, reason, rejected, unprojected }: Report.ResourceReport) => {
  if (outcome === "held") return `${reason ?? outcome}; --accept-deletions deletes them`
  if (rejected + unprojected > 0) return `${rejected + unprojected} kept aside, see openfaith_quarantine`
  if (reason !== undefined) return reason
  return ahead > 0 ? `${ahead} dated after the source's own time` : ""
}

/** A table fit for any terminal. */
export const rows = (report: Report.Report): string => {
  const entries = Object.entries(report.resources)
  const cellsOf = [columns, ...entries.map(([resource, one]) => cells(resource, one))]
  const widths = columns.map((_, index) => Math.max(...cellsOf.map((row) => row[index]?.length ?? 0)))
  const lines = cellsOf.map((row, index) => {
    const text = row.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)
    )
    const entry = entries[index - 1]
    return [...text, ...(entry === undefined ? [] : [remark(entry[1])])].join("  ").trimEnd()
  })
  return lines.join("\n")
}

/** The table, and the verdict below it. */
export const render = (report: Report.Report): string => `${rows(report)}\n\n${Ending.of(report).sentence}`
