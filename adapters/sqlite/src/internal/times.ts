/**
 * When runs and listings began, moved and ended, as migration 8 makes it: noted by triggers, so that whatever writes to the
 * tables is noted in the same transaction, by the clock of the database.
 */

/** Milliseconds, since a run may be over within a second. */
export const now = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"

const ended = "('done', 'skipped', 'held')"

const listing = "run = NEW.run AND resource = NEW.resource"

/** Of two listings that were done, the one that began later has the word, whichever of them ended first. */
const latest = (column: string) =>
  `${column} = CASE WHEN excluded.done_began >= coalesce(done_began, 0) THEN excluded.${column} ELSE ${column} END`

export const timesTables: ReadonlyArray<string> = [
  "ALTER TABLE openfaith_run ADD COLUMN since TEXT",
  "ALTER TABLE openfaith_run ADD COLUMN begun_at TEXT",
  // the name of the error
  "ALTER TABLE openfaith_run ADD COLUMN failure_kind TEXT",
  `UPDATE openfaith_run SET since = coalesce(ended_at, started_at),
    begun_at = CASE status WHEN 'queued' THEN NULL ELSE started_at END`,
  "CREATE INDEX openfaith_run_opened ON openfaith_run (connection, sequence, status)",
  "CREATE INDEX openfaith_run_ended ON openfaith_run (connection, ended_at) WHERE ended_at IS NOT NULL",
  "ALTER TABLE openfaith_listing ADD COLUMN begun_at TEXT",
  "ALTER TABLE openfaith_listing ADD COLUMN moved_at TEXT",
  "ALTER TABLE openfaith_listing ADD COLUMN ended_at TEXT",
  `UPDATE openfaith_listing SET begun_at = r.started_at, moved_at = coalesce(r.ended_at, r.started_at),
    ended_at = CASE WHEN openfaith_listing.status IN ${ended} THEN coalesce(r.ended_at, r.started_at) END
    FROM openfaith_run AS r WHERE r.id = openfaith_listing.run`,
  // of each mode, how the listing that ended last came out, and the last that was done
  `CREATE TABLE openfaith_last_read (
    connection TEXT NOT NULL,
    resource TEXT NOT NULL,
    mode TEXT NOT NULL,
    status TEXT NOT NULL,
    reason TEXT,
    run TEXT NOT NULL,
    ended_at TEXT NOT NULL,
    done_run TEXT,
    done_began INTEGER,
    done_begun_at TEXT,
    done_ended_at TEXT,
    PRIMARY KEY (connection, resource, mode)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TRIGGER openfaith_run_opened AFTER INSERT ON openfaith_run BEGIN
    UPDATE openfaith_run SET since = started_at, begun_at = CASE status WHEN 'running' THEN started_at END
    WHERE id = NEW.id;
  END`,
  `CREATE TRIGGER openfaith_run_stands AFTER UPDATE OF status ON openfaith_run WHEN NEW.status <> OLD.status BEGIN
    UPDATE openfaith_run SET
      since = ${now},
      begun_at = CASE status WHEN 'running' THEN ${now} ELSE begun_at END,
      failure_kind = CASE status WHEN 'failed' THEN failure_kind END
    WHERE id = NEW.id;
  END`,
  `CREATE TRIGGER openfaith_listing_begun AFTER INSERT ON openfaith_listing BEGIN
    UPDATE openfaith_listing SET begun_at = ${now}, moved_at = ${now} WHERE ${listing};
  END`,
  // what a host skips does not end a wait
  `CREATE TRIGGER openfaith_listing_moved AFTER UPDATE OF sequence, pages ON openfaith_listing
  WHEN NEW.sequence <> OLD.sequence OR NEW.pages <> OLD.pages BEGIN
    UPDATE openfaith_listing SET moved_at = ${now} WHERE ${listing};
    UPDATE openfaith_run SET waiting_since = NULL, waiting_for = NULL
    WHERE id = NEW.run AND waiting_since IS NOT NULL AND NEW.status <> 'skipped';
  END`,
  `CREATE TRIGGER openfaith_listing_ended AFTER UPDATE OF status ON openfaith_listing
  WHEN NEW.status <> OLD.status AND NEW.status IN ${ended} BEGIN
    UPDATE openfaith_listing SET ended_at = ${now} WHERE ${listing};
    INSERT INTO openfaith_last_read
      SELECT r.connection, NEW.resource, r.mode, NEW.status, NEW.reason, NEW.run, ${now},
        CASE NEW.status WHEN 'done' THEN NEW.run END,
        CASE NEW.status WHEN 'done' THEN NEW.began END,
        CASE NEW.status WHEN 'done' THEN NEW.begun_at END,
        CASE NEW.status WHEN 'done' THEN ${now} END
      FROM openfaith_run AS r WHERE r.id = NEW.run
    ON CONFLICT (connection, resource, mode) DO UPDATE SET
      status = excluded.status, reason = excluded.reason, run = excluded.run, ended_at = excluded.ended_at,
      ${["done_run", "done_began", "done_begun_at", "done_ended_at"].map(latest).join(", ")};
  END`,
  `CREATE TRIGGER openfaith_listing_reads_on AFTER UPDATE OF status ON openfaith_listing
  WHEN OLD.status IN ${ended} AND NEW.status NOT IN ${ended} BEGIN
    UPDATE openfaith_listing SET ended_at = NULL WHERE ${listing};
  END`
]
