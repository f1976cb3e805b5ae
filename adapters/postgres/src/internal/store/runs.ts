/** Runs, as functions of the database: which is to be done, which waits for its turn, and how each stands. */

import { body, planning } from "./plpgsql.ts"
import { listing, run, unfinished } from "./queries.ts"

/**
 * Begins a transition: gives the number of this write, one for a new run, and the runs as they stand, in the order in which
 * they were opened: those that have not ended, and the one that is named.
 */
const runsToDecide = (schema: string) => `
CREATE FUNCTION ${schema}.store_runs(fence bigint, account text, of_run text) RETURNS text LANGUAGE plpgsql ${planning} AS ${body}
DECLARE
  drawn CONSTANT bigint := ${schema}.store_enter(fence, account);
BEGIN
  IF drawn IS NULL THEN RETURN NULL; END IF;
  RETURN json_build_object(
    'place', drawn,
    'number', nextval('${schema.replaceAll("'", "''")}.run_sequence'),
    'runs', ARRAY(
      SELECT json_build_object(${run(schema, "x")}, 'place', x.place) FROM ${schema}.run x
      WHERE (x.connection = account AND ${unfinished("x")}) OR x.id = of_run ORDER BY x.sequence
    )
  )::text;
END
${body};
`

/**
 * Ends a transition. `state` is `{ id, connection, mode, status, place, attempt, acceptDeletions, failure, kind }`; `number`
 * is that of a new run.
 */
const writeRun = (schema: string) => `
CREATE FUNCTION ${schema}.store_write_run(state json, number bigint, of_resources text, of_plan text)
RETURNS text LANGUAGE plpgsql ${planning} AS ${body}
DECLARE
  run_id CONSTANT text := state ->> 'id';
  stands CONSTANT text := state ->> 'status';
  resources_digest CONSTANT text := encode(sha256(convert_to(of_resources, 'UTF8')), 'hex');
  plan_digest CONSTANT text := encode(sha256(convert_to(of_plan, 'UTF8')), 'hex');
BEGIN
  IF number IS NOT NULL THEN
    INSERT INTO ${schema}.run_text (digest, body)
    VALUES (resources_digest, of_resources), (plan_digest, of_plan) ON CONFLICT (digest) DO NOTHING;
    INSERT INTO ${schema}.run
      (id, sequence, connection, mode, resources, plan, accept_deletions, status, place, attempt, started_at)
    VALUES
      (run_id, number, state ->> 'connection', state ->> 'mode', resources_digest, plan_digest,
        (state ->> 'acceptDeletions')::boolean, stands, (state ->> 'place')::bigint, (state ->> 'attempt')::integer,
        clock_timestamp());
    RETURN stands;
  END IF;
  UPDATE ${schema}.run x SET
    status = stands,
    place = (state ->> 'place')::bigint,
    attempt = (state ->> 'attempt')::integer,
    accept_deletions = (state ->> 'acceptDeletions')::boolean,
    failure = state ->> 'failure',
    failure_kind = state ->> 'kind',
    ended_at = CASE WHEN stands IN ('failed', 'cancelled', 'done') THEN clock_timestamp() END,
    waiting_since = CASE stands WHEN 'running' THEN x.waiting_since END,
    waiting_for = CASE stands WHEN 'running' THEN x.waiting_for END
  WHERE x.id = run_id;
  -- the next attempt of a run that failed may still be counting on what was met
  IF stands IN ('cancelled', 'done') THEN
    DELETE FROM ${schema}.seen s WHERE s.run = run_id;
    DELETE FROM ${schema}.branch b WHERE b.run = run_id;
  END IF;
  RETURN stands;
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
export const runs: ReadonlyArray<(schema: string) => string> = [runsToDecide, writeRun, forget, skip, noteWaiting]
