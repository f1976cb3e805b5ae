/** Runs, as functions of the database: which is to be done, which waits for its turn, and how each stands. */

import { body, planning } from "./plpgsql.ts"
import { active, listing, run, unfinished } from "./queries.ts"

const openRun = (schema: string) => `
CREATE FUNCTION ${schema}.store_open_run(
  fence bigint, account text, run_mode text, of_resources text, of_plan text, accepted boolean, when_active text
) RETURNS text LANGUAGE plpgsql ${planning} AS ${body}
DECLARE
  drawn CONSTANT bigint := ${schema}.store_enter(fence, account);
  same ${schema}.run;
  first text;
  begun text;
  number bigint;
  resources_digest CONSTANT text := encode(sha256(convert_to(of_resources, 'UTF8')), 'hex');
  plan_digest CONSTANT text := encode(sha256(convert_to(of_plan, 'UTF8')), 'hex');
BEGIN
  IF drawn IS NULL THEN RETURN NULL; END IF;
  SELECT x.* INTO same FROM ${schema}.run x
  WHERE x.connection = account AND ${unfinished("x")} AND x.mode = run_mode AND x.resources = resources_digest
  ORDER BY x.sequence DESC LIMIT 1;
  IF same.status IN ('running', 'queued') THEN
    -- what the host allows now counts
    UPDATE ${schema}.run x SET
      attempt = x.attempt + CASE WHEN x.accept_deletions <> accepted THEN 1 ELSE 0 END, accept_deletions = accepted
    WHERE x.id = same.id;
  ELSIF same.status IS DISTINCT FROM 'paused' THEN
    SELECT x.id INTO first FROM ${schema}.run x
    WHERE x.connection = account AND ${active("x")} ORDER BY x.sequence LIMIT 1;
    IF first IS NOT NULL AND when_active = 'leave' THEN
      RETURN (SELECT json_build_object(${run(schema, "x")}, 'resumed', true, 'other', true)::text
        FROM ${schema}.run x WHERE x.id = first);
    END IF;
    begun := CASE WHEN first IS NULL OR when_active = 'alongside' THEN 'running' ELSE 'queued' END;
    IF same.id IS NOT NULL THEN
      -- a run that failed has its failure for a result: it goes on as the next attempt
      UPDATE ${schema}.run x SET
        attempt = x.attempt + 1, status = begun, place = drawn, ended_at = NULL, failure = NULL,
        accept_deletions = accepted
      WHERE x.id = same.id;
    ELSE
      INSERT INTO ${schema}.run_text (digest, body)
      VALUES (resources_digest, of_resources), (plan_digest, of_plan) ON CONFLICT (digest) DO NOTHING;
      number := nextval('${schema.replaceAll("'", "''")}.run_sequence');
      INSERT INTO ${schema}.run
        (id, sequence, connection, mode, resources, plan, accept_deletions, status, place, attempt, started_at)
      VALUES
        (run_mode || '-' || number, number, account, run_mode, resources_digest, plan_digest, accepted, begun, drawn, 1,
          clock_timestamp());
    END IF;
  END IF;
  RETURN (
    SELECT json_build_object(${run(schema, "x")}, 'resumed', same.id IS NOT NULL, 'other', false)::text
    FROM ${schema}.run x WHERE x.id = coalesce(same.id, run_mode || '-' || number)
  );
END
${body};
`

/** Gives the run ahead; `mine`, where there is none; or else how the run stands. */
const takeTurn = (schema: string) => `
CREATE FUNCTION ${schema}.store_take_turn(fence bigint, account text, of_run text, of_attempt integer)
RETURNS text LANGUAGE plpgsql ${planning} AS ${body}
DECLARE
  own ${schema}.run;
  ahead text;
BEGIN
  IF ${schema}.store_enter(fence, account) IS NULL THEN RETURN NULL; END IF;
  SELECT x.* INTO own FROM ${schema}.run x WHERE x.id = of_run AND x.attempt = of_attempt;
  IF own.status = 'running' THEN RETURN 'mine'; END IF;
  IF own.status IS DISTINCT FROM 'queued' THEN RETURN own.status; END IF;
  SELECT json_build_object(${run(schema, "x")})::text INTO ahead FROM ${schema}.run x
  WHERE x.connection = account AND ${active("x")} AND x.id <> of_run AND (x.status = 'running' OR x.place < own.place)
  ORDER BY x.status, CASE x.status WHEN 'queued' THEN -x.place ELSE x.sequence END LIMIT 1;
  IF ahead IS NOT NULL THEN RETURN ahead; END IF;
  UPDATE ${schema}.run x SET status = 'running' WHERE x.id = of_run;
  RETURN 'mine';
END
${body};
`

/** Each gives how the run stands then. */
const stop = (schema: string) => `
CREATE FUNCTION ${schema}.store_stop_run(fence bigint, account text, of_run text, wanted text)
RETURNS text LANGUAGE plpgsql ${planning} AS ${body}
BEGIN
  IF ${schema}.store_enter(fence, account) IS NULL THEN RETURN NULL; END IF;
  UPDATE ${schema}.run x SET
    status = wanted, waiting_since = NULL, waiting_for = NULL,
    ended_at = CASE WHEN wanted = 'cancelled' THEN clock_timestamp() ELSE x.ended_at END
  WHERE x.id = of_run AND ${unfinished("x")} AND (wanted = 'cancelled' OR ${active("x")});
  IF FOUND AND wanted = 'cancelled' THEN
    DELETE FROM ${schema}.seen s WHERE s.run = of_run;
    DELETE FROM ${schema}.branch b WHERE b.run = of_run;
  END IF;
  RETURN coalesce((SELECT x.status FROM ${schema}.run x WHERE x.id = of_run), 'unknown');
END
${body};

CREATE FUNCTION ${schema}.store_close_run(fence bigint, account text, of_run text, of_attempt integer, said text)
RETURNS text LANGUAGE plpgsql ${planning} AS ${body}
BEGIN
  IF ${schema}.store_enter(fence, account) IS NULL THEN RETURN NULL; END IF;
  UPDATE ${schema}.run x SET
    status = CASE WHEN said IS NULL THEN 'done' ELSE 'failed' END,
    failure = said, ended_at = clock_timestamp(), waiting_since = NULL, waiting_for = NULL
  WHERE x.id = of_run AND x.attempt = of_attempt AND ${active("x")};
  -- the next attempt may still be counting on what was met
  IF FOUND AND said IS NULL THEN
    DELETE FROM ${schema}.seen s WHERE s.run = of_run;
    DELETE FROM ${schema}.branch b WHERE b.run = of_run;
  END IF;
  RETURN coalesce((SELECT x.status FROM ${schema}.run x WHERE x.id = of_run), 'unknown');
END
${body};
`

/**
 * Forgets runs that ended before the newest few of an account, with their listings and the texts that no run has any more.
 * For a week the fuse asks which runs were allowed to delete more than it does.
 */
const forget = (schema: string) => `
CREATE FUNCTION ${schema}.store_forget_runs(fence bigint, account text, newest integer)
RETURNS text LANGUAGE plpgsql ${planning} AS ${body}
DECLARE
  past text[];
BEGIN
  IF ${schema}.store_enter(fence, account) IS NULL THEN RETURN NULL; END IF;
  past := ARRAY(
    SELECT x.id FROM ${schema}.run x
    WHERE x.connection = account AND NOT (${unfinished("x")})
      AND (NOT x.accept_deletions OR x.ended_at < clock_timestamp() - interval '7 days')
    ORDER BY x.ended_at DESC, x.sequence DESC OFFSET newest
  );
  IF cardinality(past) > 0 THEN
    DELETE FROM ${schema}.listing l WHERE l.run = ANY (past);
    DELETE FROM ${schema}.run x WHERE x.id = ANY (past);
    DELETE FROM ${schema}.run_text t
    WHERE NOT EXISTS (SELECT FROM ${schema}.run x WHERE x.plan = t.digest OR x.resources = t.digest);
  END IF;
  RETURN cardinality(past)::text;
END
${body};
`

const reopen = (schema: string) => `
CREATE FUNCTION ${schema}.store_reopen_run(fence bigint, account text, of_run text, wanted text)
RETURNS text LANGUAGE plpgsql ${planning} AS ${body}
DECLARE
  drawn CONSTANT bigint := ${schema}.store_enter(fence, account);
  reopened boolean;
BEGIN
  IF drawn IS NULL THEN RETURN NULL; END IF;
  UPDATE ${schema}.run x SET
    attempt = x.attempt + 1, place = drawn, ended_at = NULL, failure = NULL,
    status = CASE WHEN EXISTS (SELECT FROM ${schema}.run o WHERE o.connection = account AND ${active("o")})
      THEN 'queued' ELSE 'running' END
  WHERE x.id = of_run AND x.status = wanted;
  reopened := FOUND;
  RETURN coalesce((SELECT json_build_object(${run(schema, "x")}, 'resumed', reopened, 'other', false)::text
    FROM ${schema}.run x WHERE x.id = of_run), 'unknown');
END
${body};
`

const skip = (schema: string) => `
CREATE FUNCTION ${schema}.store_skip(fence bigint, account text, of_run text, what text, at_end text, why text)
RETURNS text LANGUAGE plpgsql ${planning} AS ${body}
DECLARE
  drawn CONSTANT bigint := ${schema}.store_enter(fence, account);
  standing text;
BEGIN
  IF drawn IS NULL THEN RETURN NULL; END IF;
  SELECT x.status INTO standing FROM ${schema}.run x WHERE x.id = of_run;
  IF standing IS NULL THEN RETURN 'unknown'; END IF;
  IF standing IN ('done', 'cancelled') THEN RETURN standing; END IF;
  INSERT INTO ${schema}.listing (run, resource, sequence, stamp, began, commit_id, cursor, status, requests, waited)
  VALUES (of_run, what, 0, drawn, drawn, '', at_end, 'reading', 0, 0)
  ON CONFLICT (run, resource) DO NOTHING;
  UPDATE ${schema}.listing l SET
    sequence = l.sequence + 1, stamp = drawn, commit_id = '', cursor = at_end, status = 'skipped', reason = why
  WHERE l.run = of_run AND l.resource = what AND l.status IN ('reading', 'incomplete');
  RETURN (SELECT ${listing()}::text FROM ${schema}.listing l WHERE l.run = of_run AND l.resource = what);
END
${body};
`

const noteWaiting = (schema: string) => `
CREATE FUNCTION ${schema}.store_note_waiting(fence bigint, account text, of_run text, of_attempt integer, why text)
RETURNS text LANGUAGE plpgsql ${planning} AS ${body}
DECLARE
  standing text;
BEGIN
  IF ${schema}.store_enter(fence, account) IS NULL THEN RETURN NULL; END IF;
  SELECT x.status INTO standing FROM ${schema}.run x WHERE x.id = of_run AND x.attempt = of_attempt;
  IF standing = 'running' THEN
    UPDATE ${schema}.run x SET waiting_since = coalesce(x.waiting_since, clock_timestamp()), waiting_for = why
    WHERE x.id = of_run;
  END IF;
  RETURN coalesce(standing, 'superseded');
END
${body};
`

/** All functions that write to runs, for the schema as SQL writes it. */
export const runs: ReadonlyArray<(schema: string) => string> = [
  openRun,
  takeTurn,
  stop,
  forget,
  reopen,
  skip,
  noteWaiting
]
