/** The tables of the store of records, as migration 3 makes them. */
import { unfinished } from "./queries.ts"

/**
 * `record.body` is `json`, which keeps a record to the letter and can still be asked with `->>`; `jsonb` would sort its
 * keys, drop the second of two and rewrite numbers. What neither can read (NUL, half a character, thousands of levels) is
 * in `raw` as it came, and `body` holds it without; `above` holds the ids of what a record hangs below, by resource. For an index into bodies, index `(body ->> 'x')` or `(body::jsonb)`.
 *
 * No foreign keys: what a record points at may come after it. Texts compare byte by byte, whatever the database's
 * collation. Moments are kept twice where they are sent back to the source: as it spelled them, and to be compared.
 */
export const tables = (schema: string): string => `
-- one row for each account: the sequence that orders all of its commits, and the highest term that has written
CREATE TABLE ${schema}.connection (
  connection text COLLATE "C" PRIMARY KEY,
  sequence bigint NOT NULL,
  epoch bigint NOT NULL,
  -- whose records it holds: the account's id at the source
  account text
) WITH (fillfactor = 20);

CREATE TABLE ${schema}.record (
  connection text COLLATE "C",
  resource text COLLATE "C",
  id text COLLATE "C",
  changed_at timestamptz,
  body json NOT NULL,
  deleted_at timestamptz,
  deleted_in text COLLATE "C",
  sparse boolean NOT NULL,
  hash text COLLATE "C" NOT NULL,
  sequence bigint NOT NULL,
  read_at bigint NOT NULL,
  raw text,
  above json,
  -- dated after the source's own time when it was read
  ahead boolean NOT NULL DEFAULT false,
  PRIMARY KEY (connection, resource, id)
);
CREATE INDEX record_ahead ON ${schema}.record (connection, resource) WHERE ahead AND deleted_in IS NULL;
CREATE INDEX record_deleted ON ${schema}.record (connection, resource, deleted_at) WHERE deleted_in IS NOT NULL;

CREATE SEQUENCE ${schema}.run_sequence;
CREATE TABLE ${schema}.run (
  id text COLLATE "C" PRIMARY KEY,
  sequence bigint NOT NULL,
  -- the order of those that wait
  place bigint NOT NULL,
  connection text COLLATE "C" NOT NULL,
  mode text NOT NULL,
  status text NOT NULL CHECK (status IN ('queued', 'running', 'paused', 'failed', 'cancelled', 'done')),
  attempt integer NOT NULL,
  started_at timestamptz NOT NULL,
  ended_at timestamptz,
  failure text,
  waiting_since timestamptz,
  waiting_for text,
  accept_deletions boolean NOT NULL,
  resources text COLLATE "C" NOT NULL,
  plan text NOT NULL
);

-- what runs have in common: their plans and lists of resources, once each, by digest
CREATE TABLE ${schema}.run_text (
  digest text COLLATE "C" PRIMARY KEY,
  body text NOT NULL
);
CREATE INDEX run_unfinished ON ${schema}.run (connection, sequence) WHERE ${unfinished()};

CREATE TABLE ${schema}.listing (
  run text COLLATE "C",
  resource text COLLATE "C",
  status text NOT NULL,
  reason text,
  pages bigint NOT NULL DEFAULT 0,
  seen bigint NOT NULL DEFAULT 0,
  total bigint,
  changed bigint NOT NULL DEFAULT 0,
  deleted bigint NOT NULL DEFAULT 0,
  rejected bigint NOT NULL DEFAULT 0,
  requests bigint NOT NULL,
  waited bigint NOT NULL,
  cursor text NOT NULL,
  sequence bigint NOT NULL,
  commit_id text COLLATE "C" NOT NULL,
  stamp bigint NOT NULL,
  began bigint NOT NULL,
  latest text,
  latest_at timestamptz,
  PRIMARY KEY (run, resource)
) WITH (fillfactor = 50);

-- what is read below each record of another resource; emptied when its run is done or cancelled
CREATE TABLE ${schema}.branch (
  run text COLLATE "C",
  resource text COLLATE "C",
  endpoint text COLLATE "C",
  parent text COLLATE "C",
  status text NOT NULL,
  reason text,
  cursor text NOT NULL,
  sequence bigint NOT NULL,
  commit_id text COLLATE "C" NOT NULL,
  stamp bigint NOT NULL,
  PRIMARY KEY (run, resource, endpoint, parent)
) WITH (fillfactor = 50);

-- which records an enumeration has met; emptied when its run is done
CREATE TABLE ${schema}.seen (
  run text COLLATE "C",
  resource text COLLATE "C",
  id text COLLATE "C",
  PRIMARY KEY (run, resource, id)
);

CREATE TABLE ${schema}.quarantine (
  connection text COLLATE "C",
  resource text COLLATE "C",
  id text COLLATE "C",
  issue text NOT NULL,
  body text NOT NULL,
  run text COLLATE "C" NOT NULL,
  since timestamptz NOT NULL,
  PRIMARY KEY (connection, resource, id)
);

-- live records that an audit did not meet, and nothing confirms to be gone; the first run whose complete enumeration did so
CREATE TABLE ${schema}.unconfirmed (
  connection text COLLATE "C",
  resource text COLLATE "C",
  id text COLLATE "C",
  missed_in text COLLATE "C",
  PRIMARY KEY (connection, resource, id)
);

CREATE TABLE ${schema}.resource (
  connection text COLLATE "C",
  resource text COLLATE "C",
  watermark text,
  watermark_at timestamptz,
  complete boolean NOT NULL,
  PRIMARY KEY (connection, resource)
);
`
