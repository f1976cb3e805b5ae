/** The tables of the request budget and of OAuth tokens. */
export const sharedTables: ReadonlyArray<string> = [
  // the book of each credential's budget, and until when it says anything, in milliseconds
  `CREATE TABLE openfaith_quota (
    key TEXT PRIMARY KEY,
    book TEXT NOT NULL,
    keep_until REAL NOT NULL
  ) STRICT, WITHOUT ROWID`,
  // a row stays when its tokens are gone, so that no revision is given twice; milliseconds
  `CREATE TABLE openfaith_token (
    key TEXT PRIMARY KEY,
    revision INTEGER NOT NULL,
    tokens TEXT,
    claim TEXT,
    claimed_until REAL
  ) STRICT, WITHOUT ROWID`
]
