/** The tables of the workflow journal, as migration 1 makes them. */
import { literal } from "./names.ts"

const statuses = ["running", "waiting", "parked", "succeeded", "failed", "interrupted"].map(literal).join(", ")

/** Must read the same wherever a query is to use the indexes on what has not ended. */
export const unfinished = (alias: string): string => `${alias}.status IN ('running', 'waiting', 'parked')`

/**
 * Texts, not `jsonb`, hold payloads and exits: `jsonb` refuses some JSON, and nothing here reads into them. No foreign keys:
 * steps and signals may come before their execution. `long_name` is
 * there where a name is too long for an index; `name` is then its beginning and a digest. Identifiers compare byte by byte, whatever the database's collation.
 */
export const tables = (schema: string): string => `
CREATE TABLE ${schema}.workflow_execution (
  execution_id text COLLATE "C" PRIMARY KEY,
  sequence bigint GENERATED ALWAYS AS IDENTITY,
  workflow text NOT NULL,
  task_queue text COLLATE "C" NOT NULL,
  status text NOT NULL CHECK (status IN (${statuses})),
  parent text COLLATE "C",
  awaited boolean NOT NULL,
  payload text NOT NULL,
  exit text,
  parked_for text,
  error text,
  interrupted boolean NOT NULL DEFAULT false,
  wakes bigint NOT NULL,
  started_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  ended_at timestamptz
) WITH (fillfactor = 85);
CREATE UNIQUE INDEX workflow_execution_sequence ON ${schema}.workflow_execution (sequence);
CREATE INDEX workflow_execution_unfinished ON ${schema}.workflow_execution (status, sequence)
  WHERE ${unfinished("workflow_execution")};
CREATE INDEX workflow_execution_parent ON ${schema}.workflow_execution (parent, sequence) WHERE parent IS NOT NULL;
CREATE INDEX workflow_execution_awaited ON ${schema}.workflow_execution (parent, sequence)
  WHERE awaited AND ${unfinished("workflow_execution")};
CREATE INDEX workflow_execution_ended ON ${schema}.workflow_execution (ended_at) WHERE ended_at IS NOT NULL;

CREATE TABLE ${schema}.workflow_step (
  execution_id text COLLATE "C",
  name text COLLATE "C",
  long_name text,
  attempt integer,
  exit text NOT NULL,
  failed boolean NOT NULL,
  finished_at timestamptz NOT NULL,
  PRIMARY KEY (execution_id, name, attempt)
);

CREATE TABLE ${schema}.workflow_signal (
  execution_id text COLLATE "C",
  name text COLLATE "C",
  long_name text,
  exit text NOT NULL,
  came_at timestamptz NOT NULL,
  PRIMARY KEY (execution_id, name)
);
CREATE INDEX workflow_signal_came ON ${schema}.workflow_signal (came_at);

CREATE TABLE ${schema}.workflow_timer (
  execution_id text COLLATE "C",
  name text COLLATE "C",
  long_name text,
  exit text NOT NULL,
  due_at timestamptz NOT NULL,
  PRIMARY KEY (execution_id, name)
);
CREATE INDEX workflow_timer_due ON ${schema}.workflow_timer (due_at);

-- parents beyond the first that wait for an execution
CREATE TABLE ${schema}.workflow_waiter (
  execution_id text COLLATE "C",
  parent text COLLATE "C",
  sequence bigint GENERATED ALWAYS AS IDENTITY,
  PRIMARY KEY (execution_id, parent)
);
CREATE INDEX workflow_waiter_parent ON ${schema}.workflow_waiter (parent);

-- who executes, and what: a row for each process that does. The epoch is the key, so that renewing the lease, or giving it
-- back, does not wait for those who check the epoch; and taking over, which deletes the row, does.
CREATE TABLE ${schema}.workflow_owner (
  epoch bigint PRIMARY KEY,
  task_queues text[] NOT NULL,
  holder text NOT NULL,
  backend_pid integer,
  lease_until timestamptz,
  since timestamptz NOT NULL
) WITH (fillfactor = 20);

-- one row: the last epoch; and the time that timers go by, which never goes back: when it was last told, and how far it is
-- ahead of the clock
CREATE TABLE ${schema}.workflow_time (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  last_epoch bigint NOT NULL DEFAULT 0,
  told_at timestamptz NOT NULL,
  ahead interval NOT NULL DEFAULT '0'
) WITH (fillfactor = 20);
INSERT INTO ${schema}.workflow_time (told_at) VALUES (clock_timestamp());
`
