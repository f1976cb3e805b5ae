/** The steps in which the tables came to be what they are. A step that was released is never changed. */
import type * as Migrator from "@effect/sql/Migrator"
import * as SqlClient from "@effect/sql/SqlClient"
import * as Effect from "effect/Effect"
import { sharedTables } from "./sharedTables.ts"
import { timesTables } from "./times.ts"

const statements = (...all: ReadonlyArray<string>) =>
  Effect.flatMap(SqlClient.SqlClient, (sql) =>
    Effect.forEach(all, (statement) => sql.unsafe(statement), { discard: true })
  )

export const migrations: ReadonlyArray<Migrator.ResolvedMigration> = [
  [
    1,
    "first",
    Effect.succeed(
      statements(
        // one row: who may write, and the sequence that orders all writes
        `CREATE TABLE openfaith_owner (
          epoch INTEGER NOT NULL,
          sequence INTEGER NOT NULL,
          holder TEXT NOT NULL,
          since TEXT NOT NULL
        )`,
        `INSERT INTO openfaith_owner VALUES (0, 0, 'nobody', strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))`,
        `CREATE TABLE openfaith_record (
          connection TEXT NOT NULL,
          resource TEXT NOT NULL,
          id TEXT NOT NULL,
          changed_at INTEGER,
          hash TEXT NOT NULL,
          body TEXT NOT NULL,
          sequence INTEGER NOT NULL,
          read_at INTEGER NOT NULL,
          deleted_in TEXT,
          deleted_at TEXT,
          PRIMARY KEY (connection, resource, id)
        )`,
        `CREATE INDEX openfaith_record_deleted ON openfaith_record (connection, resource, deleted_at)
          WHERE deleted_in IS NOT NULL`,
        `CREATE TABLE openfaith_run (
          id TEXT PRIMARY KEY,
          sequence INTEGER NOT NULL,
          connection TEXT NOT NULL,
          mode TEXT NOT NULL,
          resources TEXT NOT NULL,
          plan TEXT NOT NULL,
          accept_deletions INTEGER NOT NULL,
          status TEXT NOT NULL CHECK (status IN ('running', 'failed', 'done')),
          attempt INTEGER NOT NULL,
          started_at TEXT NOT NULL,
          ended_at TEXT,
          failure TEXT,
          waiting_since TEXT,
          waiting_for TEXT
        ) WITHOUT ROWID`,
        `CREATE INDEX openfaith_run_unfinished ON openfaith_run (connection, sequence) WHERE status <> 'done'`,
        // what runs have in common: their plans and lists of resources, once each, by digest
        `CREATE TABLE openfaith_text (
          digest TEXT PRIMARY KEY,
          text TEXT NOT NULL
        ) WITHOUT ROWID`,
        `CREATE TABLE openfaith_listing (
          run TEXT NOT NULL REFERENCES openfaith_run (id),
          resource TEXT NOT NULL,
          sequence INTEGER NOT NULL,
          stamp INTEGER NOT NULL,
          began INTEGER NOT NULL,
          commit_id TEXT NOT NULL,
          cursor TEXT NOT NULL,
          status TEXT NOT NULL,
          reason TEXT,
          pages INTEGER NOT NULL DEFAULT 0,
          seen INTEGER NOT NULL DEFAULT 0,
          changed INTEGER NOT NULL DEFAULT 0,
          deleted INTEGER NOT NULL DEFAULT 0,
          rejected INTEGER NOT NULL DEFAULT 0,
          total INTEGER,
          requests INTEGER NOT NULL DEFAULT 0,
          waited INTEGER NOT NULL DEFAULT 0,
          latest TEXT,
          PRIMARY KEY (run, resource)
        ) WITHOUT ROWID`,
        // which records an enumeration has met; emptied when its run ends
        `CREATE TABLE openfaith_seen (
          run TEXT NOT NULL,
          resource TEXT NOT NULL,
          id TEXT NOT NULL,
          PRIMARY KEY (run, resource, id)
        ) WITHOUT ROWID`,
        `CREATE TABLE openfaith_quarantine (
          connection TEXT NOT NULL,
          resource TEXT NOT NULL,
          id TEXT NOT NULL,
          run TEXT NOT NULL,
          body TEXT NOT NULL,
          issue TEXT NOT NULL,
          since TEXT NOT NULL,
          PRIMARY KEY (connection, resource, id)
        )`,
        `CREATE TABLE openfaith_resource (
          connection TEXT NOT NULL,
          resource TEXT NOT NULL,
          watermark TEXT,
          complete INTEGER NOT NULL,
          PRIMARY KEY (connection, resource)
        ) WITHOUT ROWID`
      )
    )
  ],
  [
    2,
    "workflows",
    Effect.succeed(
      statements(
        // how many terms of executing workflows there were, of all owners
        "ALTER TABLE openfaith_owner ADD COLUMN term INTEGER NOT NULL DEFAULT 0",
        // the time that timers go by: when it was last told, and how far it is ahead of the clock, in milliseconds
        "ALTER TABLE openfaith_owner ADD COLUMN timed_at INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE openfaith_owner ADD COLUMN ahead INTEGER NOT NULL DEFAULT 0",
        `CREATE TABLE openfaith_workflow_execution (
          sequence INTEGER PRIMARY KEY,
          execution_id TEXT NOT NULL UNIQUE,
          workflow TEXT NOT NULL,
          task_queue TEXT NOT NULL,
          status TEXT NOT NULL
            CHECK (status IN ('running', 'waiting', 'parked', 'succeeded', 'failed', 'interrupted')),
          parent TEXT,
          awaited INTEGER NOT NULL,
          interrupted INTEGER NOT NULL DEFAULT 0,
          wakes INTEGER NOT NULL,
          parked_for TEXT,
          error TEXT,
          started_at TEXT NOT NULL,
          updated_at TEXT NOT NULL,
          payload TEXT NOT NULL,
          exit TEXT,
          CHECK ((exit IS NULL) = (status IN ('running', 'waiting', 'parked')))
        ) STRICT`,
        `CREATE INDEX openfaith_workflow_execution_unfinished ON openfaith_workflow_execution (status, sequence)
          WHERE exit IS NULL`,
        `CREATE INDEX openfaith_workflow_execution_parent ON openfaith_workflow_execution (parent, awaited, status)
          WHERE parent IS NOT NULL`,
        `CREATE INDEX openfaith_workflow_execution_ended ON openfaith_workflow_execution (updated_at)
          WHERE exit IS NOT NULL`,
        `CREATE TABLE openfaith_workflow_step (
          execution_id TEXT NOT NULL,
          name TEXT NOT NULL,
          attempt INTEGER NOT NULL,
          failed INTEGER NOT NULL,
          ended_at TEXT NOT NULL,
          exit TEXT NOT NULL,
          PRIMARY KEY (execution_id, name, attempt)
        ) STRICT, WITHOUT ROWID`,
        `CREATE TABLE openfaith_workflow_signal (
          execution_id TEXT NOT NULL,
          name TEXT NOT NULL,
          came_at TEXT NOT NULL,
          exit TEXT NOT NULL,
          PRIMARY KEY (execution_id, name)
        ) STRICT, WITHOUT ROWID`,
        "CREATE INDEX openfaith_workflow_signal_came ON openfaith_workflow_signal (came_at)",
        // signals that come by themselves
        `CREATE TABLE openfaith_workflow_timer (
          execution_id TEXT NOT NULL,
          name TEXT NOT NULL,
          due_at TEXT NOT NULL,
          exit TEXT NOT NULL,
          PRIMARY KEY (execution_id, name)
        ) STRICT, WITHOUT ROWID`,
        "CREATE INDEX openfaith_workflow_timer_due ON openfaith_workflow_timer (due_at)",
        // executions that wait for one that another has started
        `CREATE TABLE openfaith_workflow_waiter (
          sequence INTEGER PRIMARY KEY,
          execution_id TEXT NOT NULL,
          parent TEXT NOT NULL,
          UNIQUE (execution_id, parent)
        ) STRICT`,
        "CREATE INDEX openfaith_workflow_waiter_parent ON openfaith_workflow_waiter (parent)"
      )
    )
  ],
  [3, "quota and tokens", Effect.succeed(statements(...sharedTables))],
  [
    4,
    "sparse records",
    Effect.succeed(
      statements(
        // read with fewer attributes than the resource has
        "ALTER TABLE openfaith_record ADD COLUMN sparse INTEGER NOT NULL DEFAULT 0"
      )
    )
  ],
  [
    5,
    "branches",
    Effect.succeed(
      statements(
        // ids of what a record hangs below, by resource
        "ALTER TABLE openfaith_record ADD COLUMN above TEXT",
        // what is read below each record of another resource; emptied when its run ends
        `CREATE TABLE openfaith_branch (
          run TEXT NOT NULL,
          resource TEXT NOT NULL,
          endpoint TEXT NOT NULL,
          parent TEXT NOT NULL,
          status TEXT NOT NULL,
          reason TEXT,
          cursor TEXT NOT NULL,
          sequence INTEGER NOT NULL,
          stamp INTEGER NOT NULL,
          commit_id TEXT NOT NULL,
          PRIMARY KEY (run, resource, endpoint, parent)
        ) WITHOUT ROWID`
      )
    )
  ],
  [
    6,
    "control of runs",
    Effect.succeed(
      statements(
        // a check of a column is never changed, so both tables are made anew; `place` is the order of those that wait
        `CREATE TABLE openfaith_run_next (
          id TEXT PRIMARY KEY,
          sequence INTEGER NOT NULL,
          connection TEXT NOT NULL,
          mode TEXT NOT NULL,
          resources TEXT NOT NULL,
          plan TEXT NOT NULL,
          accept_deletions INTEGER NOT NULL,
          status TEXT NOT NULL CHECK (status IN ('queued', 'running', 'paused', 'failed', 'cancelled', 'done')),
          place INTEGER NOT NULL,
          attempt INTEGER NOT NULL,
          started_at TEXT NOT NULL,
          ended_at TEXT,
          failure TEXT,
          waiting_since TEXT,
          waiting_for TEXT
        ) WITHOUT ROWID`,
        `INSERT INTO openfaith_run_next SELECT id, sequence, connection, mode, resources, plan, accept_deletions, status,
          sequence, attempt, started_at, ended_at, failure, waiting_since, waiting_for FROM openfaith_run`,
        `CREATE TABLE openfaith_listing_next (
          run TEXT NOT NULL REFERENCES openfaith_run_next (id),
          resource TEXT NOT NULL,
          sequence INTEGER NOT NULL,
          stamp INTEGER NOT NULL,
          began INTEGER NOT NULL,
          commit_id TEXT NOT NULL,
          cursor TEXT NOT NULL,
          status TEXT NOT NULL,
          reason TEXT,
          pages INTEGER NOT NULL DEFAULT 0,
          seen INTEGER NOT NULL DEFAULT 0,
          changed INTEGER NOT NULL DEFAULT 0,
          deleted INTEGER NOT NULL DEFAULT 0,
          rejected INTEGER NOT NULL DEFAULT 0,
          total INTEGER,
          requests INTEGER NOT NULL DEFAULT 0,
          waited INTEGER NOT NULL DEFAULT 0,
          latest TEXT,
          PRIMARY KEY (run, resource)
        ) WITHOUT ROWID`,
        "INSERT INTO openfaith_listing_next SELECT * FROM openfaith_listing",
        "DROP TABLE openfaith_listing",
        "DROP TABLE openfaith_run",
        "ALTER TABLE openfaith_run_next RENAME TO openfaith_run",
        "ALTER TABLE openfaith_listing_next RENAME TO openfaith_listing",
        `CREATE INDEX openfaith_run_unfinished ON openfaith_run (connection, sequence)
          WHERE status NOT IN ('done', 'cancelled')`
      )
    )
  ],
  [
    7,
    "homes of tokens",
    Effect.succeed(
      statements(
        // in which file they were written, or under which name of the host's; nothing in rows of before
        "ALTER TABLE openfaith_token ADD COLUMN home TEXT"
      )
    )
  ],
  [
    8,
    "projections",
    Effect.succeed(
      statements(
        // what the host's own rows do not say, though it is stored; `waits`: for something that is not there yet
        `CREATE TABLE openfaith_unprojected (
          connection TEXT NOT NULL,
          resource TEXT NOT NULL,
          id TEXT NOT NULL,
          projection TEXT NOT NULL,
          issue TEXT NOT NULL,
          waits INTEGER NOT NULL,
          since TEXT NOT NULL,
          PRIMARY KEY (connection, resource, id, projection)
        ) WITHOUT ROWID`,
        // how far each projection has come over what was stored before it
        `CREATE TABLE openfaith_projection (
          connection TEXT NOT NULL,
          resource TEXT NOT NULL,
          projection TEXT NOT NULL,
          version INTEGER NOT NULL,
          after TEXT,
          done INTEGER NOT NULL,
          PRIMARY KEY (connection, resource, projection)
        ) WITHOUT ROWID`
      )
    )
  ],
  [9, "times of runs", Effect.succeed(statements(...timesTables))],
  [
    10,
    "what is known of the source",
    Effect.succeed(
      statements(
        // dated after the source's own time when it was read
        "ALTER TABLE openfaith_record ADD COLUMN ahead INTEGER NOT NULL DEFAULT 0",
        `CREATE INDEX openfaith_record_ahead ON openfaith_record (connection, resource)
          WHERE ahead = 1 AND deleted_in IS NULL`,
        // live records that an audit did not meet, and nothing confirms to be gone; the first run whose complete enumeration did so
        `CREATE TABLE openfaith_unconfirmed (
          connection TEXT NOT NULL,
          resource TEXT NOT NULL,
          id TEXT NOT NULL,
          missed_in TEXT,
          PRIMARY KEY (connection, resource, id)
        ) WITHOUT ROWID`,
        // whose records a connection holds: the account's id at the source
        `CREATE TABLE openfaith_connection (connection TEXT PRIMARY KEY, account TEXT NOT NULL) WITHOUT ROWID`
      )
    )
  ]
]
