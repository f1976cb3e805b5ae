/**
 * When runs and listings began, moved and ended, as migration 5 makes it: noted by triggers, in the transaction that makes it
 * so, by the database's clock. What an earlier release writes is noted as well.
 */
import { body, planning } from "./plpgsql.ts"

const ended = "('done', 'skipped', 'held')"

const tables = (schema: string) => `
ALTER TABLE ${schema}.run ADD COLUMN since timestamptz, ADD COLUMN begun_at timestamptz, ADD COLUMN failure_kind text;
UPDATE ${schema}.run SET since = coalesce(ended_at, started_at),
  begun_at = CASE status WHEN 'queued' THEN NULL ELSE started_at END;
ALTER TABLE ${schema}.run ALTER COLUMN since SET NOT NULL;
CREATE INDEX run_opened ON ${schema}.run (connection, sequence, status);
CREATE INDEX run_ended ON ${schema}.run (connection, ended_at) WHERE ended_at IS NOT NULL;

ALTER TABLE ${schema}.listing ADD COLUMN begun_at timestamptz, ADD COLUMN moved_at timestamptz,
  ADD COLUMN ended_at timestamptz;
UPDATE ${schema}.listing l SET begun_at = x.started_at, moved_at = coalesce(x.ended_at, x.started_at),
  ended_at = CASE WHEN l.status IN ${ended} THEN coalesce(x.ended_at, x.started_at) END
  FROM ${schema}.run x WHERE x.id = l.run;

-- of each mode, how the listing that ended last came out, and the last that was done
CREATE TABLE ${schema}.last_read (
  connection text COLLATE "C",
  resource text COLLATE "C",
  mode text,
  status text NOT NULL,
  reason text,
  run text COLLATE "C" NOT NULL,
  ended_at timestamptz NOT NULL,
  done_run text COLLATE "C",
  done_began bigint,
  done_begun_at timestamptz,
  done_ended_at timestamptz,
  PRIMARY KEY (connection, resource, mode)
);
`

const runs = (schema: string) => `
CREATE FUNCTION ${schema}.store_note_run() RETURNS trigger LANGUAGE plpgsql ${planning} AS ${body}
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.since := NEW.started_at;
    NEW.begun_at := CASE NEW.status WHEN 'running' THEN NEW.started_at END;
  ELSIF NEW.status <> OLD.status THEN
    NEW.since := clock_timestamp();
    -- the end of a run and the begin of how it stands are one moment, whoever looked at the clock first
    IF NEW.ended_at IS NOT NULL AND NEW.ended_at IS DISTINCT FROM OLD.ended_at THEN NEW.ended_at := NEW.since; END IF;
    IF NEW.status = 'running' THEN NEW.begun_at := NEW.since; END IF;
    IF NEW.status <> 'failed' THEN NEW.failure_kind := NULL; END IF;
  END IF;
  RETURN NEW;
END
${body};
CREATE TRIGGER run_noted BEFORE INSERT OR UPDATE OF status ON ${schema}.run
  FOR EACH ROW EXECUTE FUNCTION ${schema}.store_note_run();
`

/** Of two listings that were done, the one that began later has the word, whichever of them ended first. */
const latest = (column: string) =>
  `${column} = CASE WHEN excluded.done_began >= coalesce(r.done_began, 0) THEN excluded.${column} ELSE r.${column} END`

/** What a host skips does not end a wait. */
const listings = (schema: string) => `
CREATE FUNCTION ${schema}.store_note_listing() RETURNS trigger LANGUAGE plpgsql ${planning} AS ${body}
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.begun_at := clock_timestamp();
    NEW.moved_at := NEW.begun_at;
    RETURN NEW;
  END IF;
  IF NEW.sequence <> OLD.sequence OR NEW.pages <> OLD.pages THEN
    NEW.moved_at := clock_timestamp();
    IF NEW.status <> 'skipped' THEN
      UPDATE ${schema}.run x SET waiting_since = NULL, waiting_for = NULL
      WHERE x.id = NEW.run AND x.waiting_since IS NOT NULL;
    END IF;
  END IF;
  IF NEW.status <> OLD.status THEN
    NEW.ended_at := CASE WHEN NEW.status IN ${ended} THEN clock_timestamp() END;
    IF NEW.ended_at IS NOT NULL THEN
      INSERT INTO ${schema}.last_read AS r
        (connection, resource, mode, status, reason, run, ended_at,
          done_run, done_began, done_begun_at, done_ended_at)
      SELECT x.connection, NEW.resource, x.mode, NEW.status, NEW.reason, NEW.run, NEW.ended_at,
        CASE NEW.status WHEN 'done' THEN NEW.run END,
        CASE NEW.status WHEN 'done' THEN NEW.began END,
        CASE NEW.status WHEN 'done' THEN NEW.begun_at END,
        CASE NEW.status WHEN 'done' THEN NEW.ended_at END
      FROM ${schema}.run x WHERE x.id = NEW.run
      ON CONFLICT (connection, resource, mode) DO UPDATE SET
        status = excluded.status, reason = excluded.reason, run = excluded.run, ended_at = excluded.ended_at,
        ${["done_run", "done_began", "done_begun_at", "done_ended_at"].map(latest).join(", ")};
    END IF;
  END IF;
  RETURN NEW;
END
${body};
CREATE TRIGGER listing_noted BEFORE INSERT OR UPDATE OF sequence, pages, status ON ${schema}.listing
  FOR EACH ROW EXECUTE FUNCTION ${schema}.store_note_listing();
`

/** Migration 5, for the schema as SQL writes it. */
export const times = (schema: string): string => [tables, runs, listings].map((each) => each(schema)).join("")
