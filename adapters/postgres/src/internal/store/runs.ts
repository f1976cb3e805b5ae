/** Runs, as functions of the database: which is to be done, which waits for its turn, and how each stands. */

import { body, planning } from "./plpgsql.ts"
import { listing, unfinished } from "./queries.ts"

/** Runs as a transition looks at them: in the order in which they were opened. */
const states = (schema: string) => `
CREATE FUNCTION ${schema}.store_states(account text, of_run text) RETURNS json LANGUAGE sql ${planning} AS ${body}
  SELECT array_to_json(ARRAY(
    SELECT json_build_object('id', x.id, 'mode', x.mode, 'resources', x.resources, 'attempt', x.attempt,
      'acceptDeletions', x.accept_deletions, 'status', x.status, 'place', x.place)
    FROM ${schema}.run x
    WHERE (x.connection = account AND ${unfinished("x")}) OR x.id = of_run ORDER BY x.sequence
  ))
${body};
`

/**
 * Begins a transition: gives the number of this write, one for a new run, and the runs: those of the connection that have
 * not ended, and the one that is named.
 */
const begin = (schema: string) => `
CREATE FUNCTION ${schema}.store_begin_transition(fence bigint, account text, of_run text)
RETURNS text LANGUAGE plpgsql ${planning} AS ${body}
DECLARE
  drawn CONSTANT bigint := ${schema}.store_enter(fence, account);
  states CONSTANT json := ${schema}.store_states(account, of_run);
BEGIN
  IF drawn IS NULL THEN RETURN NULL; END IF;
  RETURN json_build_object(
    'place', drawn,
    'number', nextval('${schema.replaceAll("'", "''")}.run_sequence'),
    'seen', md5(states::text),
    'states', states
  )::text;
END
${body};
`

/**
 * Ends a transition, in a transaction of its own, so that no process can leave one open between the two: `seen` tells
 * the states that were decided over, and where they have changed since, nothing is written: `again`. `state` is `{ id, mode,
 * resources, attempt, acceptDeletions, status, place, failure, kind }`; `number`, resources and plan are those of a new run.
 */
const end = (schema: string) => `
CREATE FUNCTION ${schema}.store_end_transition(
  fence bigint, account text, of_run text, seen text, state json, number bigint, of_resources text, of_plan text
) RETURNS text LANGUAGE plpgsql ${planning} AS ${body}
DECLARE
  run_id CONSTANT text := state ->> 'id';
  stands CONSTANT text := state ->> 'status';
  plan_digest CONSTANT text := encode(sha256(convert_to(of_plan, 'UTF8')), 'hex');
BEGIN
  IF ${schema}.store_enter(fence, account) IS NULL THEN RETURN NULL; END IF;
  IF md5(${schema}.store_states(account, of_run)::text) <> seen THEN RETURN 'again'; END IF;
  IF number IS NOT NULL THEN
    INSERT INTO ${schema}.run_text (digest, body)
    VALUES (state ->> 'resources', of_resources), (plan_digest, of_plan) ON CONFLICT (digest) DO NOTHING;
    INSERT INTO ${schema}.run
      (id, sequence, connection, mode, resources, plan, accept_deletions, status, place, attempt, started_at)
    VALUES
      (run_id, number, account, state ->> 'mode', state ->> 'resources', plan_digest,
        (state ->> 'acceptDeletions')::boolean, stands, (state ->> 'place')::bigint, (state ->> 'attempt')::integer,
        clock_timestamp());
    RETURN 'done';
  END IF;
  UPDATE ${schema}.run x SET
    status = stands,
    place = (state ->> 'place')::bigint,
    attempt = (state ->> 'attempt')::integer,
    accept_deletions = (state ->> 'acceptDeletions')::boolean,
    failure = CASE stands WHEN 'cancelled' THEN x.failure ELSE state ->> 'failure' END,
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
  RETURN 'done';
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
    -- no run may take up a text while it is being let go: the next statement sees those that have
    LOCK TABLE ${schema}.run_text IN SHARE ROW EXCLUSIVE MODE;
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
export const runs: ReadonlyArray<(schema: string) => string> = [states, begin, end, forget, skip, noteWaiting]
