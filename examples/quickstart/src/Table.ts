/** The last thing a run says: source against store, a line for each resource. */
import type { Report } from "@openfaith/sync-engine"

const columns = ["resource", "source", "stored", "deleted", "requests", "waited"]

const cells = (resource: string, report: Report.ResourceReport) => [
  resource,
  report.source === null ? "?" : String(report.source),
  String(report.stored),
  String(report.deleted),
  String(report.requests),
  `${(report.waited / 1000).toFixed(1)} s`
]

const remark = ({ outcome, reason, rejected, source, stored }: Report.ResourceReport) => {
  if (outcome === "held") return `${reason}; --accept-deletions tells it to`
  if (reason !== undefined) return reason
  if (rejected > 0) return `${rejected} kept aside, see openfaith_quarantine`
  return source === stored ? "" : "differs"
}

/** A table fit for any terminal, and the verdict below it. */
export const render = (report: Report.Report): string => {
  const entries = Object.entries(report.resources)
  const rows = [columns, ...entries.map(([resource, one]) => cells(resource, one))]
  const widths = columns.map((_, index) => Math.max(...rows.map((row) => row[index]?.length ?? 0)))
  const lines = rows.map((row, index) => {
    const text = row.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)
    )
    const entry = entries[index - 1]
    return [...text, ...(entry === undefined ? [] : [remark(entry[1])])].join("  ").trimEnd()
  })
  return `${lines.join("\n")}\n\n${report.inSync ? "in sync" : "not in sync"}`
}
