/**
 * What a store's writes do to the tables, as functions of the database: one statement a page, so one round trip, and one
 * transaction that no process can leave open when it freezes or its connection goes away.
 *
 * Each gives nothing where it is not its caller's turn: the term has ended, or the listing has moved on. A function is
 * never replaced by one that does otherwise: an earlier release may still be calling it.
 */

import { body, planning } from "./plpgsql.ts"
import { listing, theListing } from "./queries.ts"
import { runs } from "./runs.ts"

/**
 * Every write begins here: with the owner's row locked against the next term, and the connection's against other writers.
 * One commit at a time for a connection means that its sequence is the order in which commits become visible, and that no
 * two of them lock each other out. Where the journal is elsewhere, there has been no term here, and the highest that has
 * written counts.
 */
const enter = (schema: string) => `
CREATE FUNCTION ${schema}.store_enter(fence bigint, account text) RETURNS bigint LANGUAGE plpgsql ${planning} AS ${body}
DECLARE
  drawn bigint;
BEGIN
  IF fence IS NOT NULL THEN
    -- a term that was given back is over, even before the next begins
    PERFORM FROM ${schema}.workflow_owner o WHERE o.epoch = fence AND o.lease_until IS NOT NULL FOR KEY SHARE;
    IF NOT FOUND AND EXISTS (SELECT FROM ${schema}.workflow_time t WHERE t.last_epoch > 0) THEN RETURN NULL; END IF;
  END IF;
  INSERT INTO ${schema}.connection AS c (connection, sequence, epoch) VALUES (account, 1, coalesce(fence, 0))
  ON CONFLICT (connection) DO UPDATE SET sequence = c.sequence + 1, epoch = greatest(c.epoch, excluded.epoch)
  WHERE fence IS NULL OR c.epoch <= fence
  RETURNING c.sequence INTO drawn;
  RETURN drawn;
END
${body};
`

/**
 * Nothing is kept of what is read for a run that is not running, or in another attempt. A word says how it stands; nothing,
 * that another attempt has gone on with it.
 */
const mustRun = (schema: string, run: string, attempt: string) =>
  `SELECT x.status INTO standing FROM ${schema}.run x WHERE x.id = ${run} AND x.attempt = ${attempt};
  IF standing IS DISTINCT FROM 'running' THEN RETURN standing; END IF;`

/** What is not read whole leaves the content of what was. */
const content = (...columns: ReadonlyArray<string>) =>
  columns
    .map((name) => `${name} = CASE WHEN excluded.sparse AND NOT r.sparse THEN r.${name} ELSE excluded.${name} END`)
    .join(",\n      ")

/** Writes records where they are news (`News.verdict`), in the order of their keys; says of how many, by resource. */
const upsert = (schema: string) => `
CREATE FUNCTION ${schema}.store_upsert(
  account text, drawn bigint, asked bigint, direct boolean,
  resources text[], ids text[], moments float8[], hashes text[], bodies text[], raws text[], sparses boolean[],
  aboves text[], aheads boolean[]
) RETURNS json LANGUAGE plpgsql ${planning} AS ${body}
DECLARE
  news json;
BEGIN
  WITH written AS (
    INSERT INTO ${schema}.record AS r
      (connection, resource, id, changed_at, hash, body, raw, sparse, above, ahead, sequence, read_at)
    SELECT account, g.resource, g.id, timestamptz 'epoch' + g.moment * interval '1 millisecond', g.hash, g.body::json,
      g.raw, g.sparse, g.above::json, g.ahead, drawn, asked
    FROM unnest(resources, ids, moments, hashes, bodies, raws, sparses, aboves, aheads)
      AS g(resource, id, moment, hash, body, raw, sparse, above, ahead)
    -- what has not changed is not even locked, which would write to its row
    WHERE (
      SELECT r.hash = g.hash AND r.sparse = g.sparse AND r.deleted_in IS NULL
        AND r.changed_at IS NOT DISTINCT FROM timestamptz 'epoch' + g.moment * interval '1 millisecond'
      FROM ${schema}.record r WHERE r.connection = account AND r.resource = g.resource AND r.id = g.id
    ) IS NOT TRUE
    ORDER BY g.resource COLLATE "C", g.id COLLATE "C"
    ON CONFLICT (connection, resource, id) DO UPDATE SET
      ${content("changed_at", "hash", "body", "raw", "sparse", "ahead")},
      above = coalesce(excluded.above, r.above),
      sequence = excluded.sequence,
      read_at = excluded.read_at,
      deleted_in = NULL,
      deleted_at = NULL
    WHERE (r.deleted_in IS NOT NULL AND excluded.read_at >= r.sequence)
      OR ((r.sparse OR NOT excluded.sparse) AND (
        (r.sparse AND NOT excluded.sparse AND r.deleted_in IS NULL)
        OR excluded.changed_at > r.changed_at
        OR (excluded.changed_at = r.changed_at AND excluded.hash <> r.hash AND excluded.read_at >= r.read_at)
        OR ((excluded.changed_at IS NULL OR r.changed_at IS NULL)
          AND excluded.hash <> r.hash AND excluded.read_at > r.read_at)
        OR (direct AND excluded.read_at >= r.sequence
          AND (excluded.hash <> r.hash OR excluded.changed_at IS DISTINCT FROM r.changed_at))
      ))
    RETURNING r.resource
  )
  SELECT json_object_agg(w.resource, w.number) INTO news
  FROM (SELECT w.resource, count(*) AS number FROM written w GROUP BY w.resource) w;
  RETURN coalesce(news, '{}');
END
${body};
`

/** A full read that has ended is where deltas begin from; a watermark never goes back. */
const remember = (schema: string) => `
CREATE FUNCTION ${schema}.store_remember(account text, what text, whole boolean, reached text, moment timestamptz)
RETURNS void LANGUAGE sql ${planning} AS ${body}
  INSERT INTO ${schema}.resource AS m (connection, resource, watermark, watermark_at, complete)
  VALUES (account, what, reached, moment, whole)
  ON CONFLICT (connection, resource) DO UPDATE SET
    watermark = CASE WHEN m.watermark_at IS NULL OR excluded.watermark_at > m.watermark_at
      THEN coalesce(excluded.watermark, m.watermark) ELSE m.watermark END,
    watermark_at = greatest(m.watermark_at, excluded.watermark_at),
    complete = m.complete OR excluded.complete
${body};
`

const noteUsage = (schema: string) => `
CREATE FUNCTION ${schema}.store_note_usage(
  fence bigint, account text, of_run text, what text, more_requests bigint, more_waited bigint
) RETURNS text LANGUAGE plpgsql ${planning} AS ${body}
BEGIN
  IF ${schema}.store_enter(fence, account) IS NULL THEN RETURN NULL; END IF;
  UPDATE ${schema}.listing l SET requests = l.requests + more_requests, waited = l.waited + more_waited
  WHERE l.run = of_run AND l.resource = what;
  RETURN 'done';
END
${body};
`

const begin = (schema: string) => `
CREATE FUNCTION ${schema}.store_begin(
  fence bigint, account text, of_run text, of_attempt integer, what text, of_endpoint text, of_parent text,
  at_cursor text, of_total bigint, latest_text text, latest_moment float8, used_requests bigint, used_waited bigint
) RETURNS text LANGUAGE plpgsql ${planning} AS ${body}
DECLARE
  drawn CONSTANT bigint := ${schema}.store_enter(fence, account);
  standing text;
BEGIN
  IF drawn IS NULL THEN RETURN NULL; END IF;
  ${mustRun(schema, "of_run", "of_attempt")}
  IF of_endpoint IS NULL THEN
    INSERT INTO ${schema}.listing
      (run, resource, sequence, stamp, began, commit_id, cursor, status, total, latest, latest_at, requests, waited)
    VALUES (of_run, what, 0, drawn, drawn, '', at_cursor, 'reading', of_total, latest_text,
      timestamptz 'epoch' + latest_moment * interval '1 millisecond', used_requests, used_waited)
    ON CONFLICT (run, resource) DO NOTHING;
  ELSE
    INSERT INTO ${schema}.branch (run, resource, endpoint, parent, status, cursor, sequence, commit_id, stamp)
    SELECT l.run, l.resource, of_endpoint, of_parent, 'reading', at_cursor, 0, '', drawn
    FROM ${schema}.listing l WHERE l.run = of_run AND l.resource = what AND l.status <> 'skipped'
    ON CONFLICT (run, resource, endpoint, parent) DO NOTHING;
    PERFORM FROM ${schema}.listing l WHERE l.run = of_run AND l.resource = what AND l.status = 'skipped';
    IF FOUND THEN RETURN NULL; END IF;
  END IF;
  RETURN (${theListing(schema, "of_run", "what", "of_endpoint", "of_parent")})::text;
END
${body};
`

/**
 * `page` is `{ connection, run, attempt, mode, direct, resource, endpoint, parent, follows, readAt, commit, cursor, ended, status, reason, total, reached, moment,
 * requests, waited, pages, seen, rejected, riding: [{ resource, complete, seen, rejected }] }`; the arrays are the records
 * of all resources, and those that do not decode.
 */
const commitPage = (schema: string) => `
CREATE FUNCTION ${schema}.store_commit_page(
  fence bigint, page json,
  resources text[], ids text[], moments float8[], hashes text[], bodies text[], raws text[], sparses boolean[],
  aboves text[], aheads boolean[],
  bad_resources text[], bad_ids text[], bad_bodies text[], issues text[]
) RETURNS text LANGUAGE plpgsql ${planning} AS ${body}
DECLARE
  account CONSTANT text := page ->> 'connection';
  of_run CONSTANT text := page ->> 'run';
  what CONSTANT text := page ->> 'resource';
  of_endpoint CONSTANT text := page ->> 'endpoint';
  of_parent CONSTANT text := page ->> 'parent';
  commit_name CONSTANT text := page ->> 'commit';
  counts CONSTANT boolean := page ->> 'mode' IN ('full', 'delta');
  whole CONSTANT boolean := page ->> 'mode' = 'full';
  drawn bigint;
  standing text;
  own ${schema}.listing;
  one ${schema}.branch;
  other ${schema}.listing;
  news json;
  each record;
  left_out boolean;
  reached timestamptz;
BEGIN
  drawn := ${schema}.store_enter(fence, account);
  IF drawn IS NULL THEN RETURN NULL; END IF;
  ${mustRun(schema, "of_run", "(page ->> 'attempt')::integer")}
  SELECT l.* INTO own FROM ${schema}.listing l WHERE l.run = of_run AND l.resource = what;
  IF NOT FOUND THEN RETURN NULL; END IF;
  -- what rides on the page has to have begun: else the page has no place for it; nor has it for what was left out
  PERFORM FROM json_to_recordset(page -> 'riding') AS g(resource text)
  WHERE NOT EXISTS (
    SELECT FROM ${schema}.listing l WHERE l.run = of_run AND l.resource = g.resource AND l.status <> 'skipped'
  );
  IF FOUND THEN RETURN NULL; END IF;
  IF of_endpoint IS NOT NULL THEN
    IF own.status = 'skipped' THEN RETURN NULL; END IF;
    SELECT b.* INTO one FROM ${schema}.branch b
    WHERE b.run = of_run AND b.resource = what AND b.endpoint = of_endpoint AND b.parent = of_parent;
    IF NOT FOUND THEN RETURN NULL; END IF;
  END IF;

  IF coalesce(one.sequence, own.sequence) <> (page ->> 'follows')::bigint THEN
    -- unless it is this very commit, whose answer was lost
    IF coalesce(one.commit_id, own.commit_id) <> commit_name THEN RETURN NULL; END IF;
  ELSE
    news := ${schema}.store_upsert(account, drawn, coalesce((page ->> 'readAt')::bigint, one.stamp, own.stamp),
      (page ->> 'direct')::boolean, resources, ids, moments, hashes, bodies, raws, sparses, aboves, aheads);

    IF of_endpoint IS NULL THEN
      UPDATE ${schema}.listing l SET
        sequence = l.sequence + 1, stamp = drawn, commit_id = commit_name,
        cursor = page ->> 'cursor', status = page ->> 'status', reason = page ->> 'reason',
        total = coalesce((page ->> 'total')::bigint, l.total)
      WHERE l.run = of_run AND l.resource = what;
    ELSE
      UPDATE ${schema}.branch b SET
        sequence = b.sequence + 1, stamp = drawn, commit_id = commit_name,
        cursor = page ->> 'cursor', status = page ->> 'status', reason = page ->> 'reason'
      WHERE b.run = of_run AND b.resource = what AND b.endpoint = of_endpoint AND b.parent = of_parent;
    END IF;
    UPDATE ${schema}.listing l SET
      pages = l.pages + (page ->> 'pages')::bigint,
      seen = l.seen + (page ->> 'seen')::bigint,
      changed = l.changed + coalesce((news ->> what)::bigint, 0),
      rejected = l.rejected + (page ->> 'rejected')::bigint,
      requests = l.requests + (page ->> 'requests')::bigint,
      waited = l.waited + (page ->> 'waited')::bigint
    WHERE l.run = of_run AND l.resource = what;

    FOR each IN
      SELECT * FROM json_to_recordset(page -> 'riding') AS g(resource text, complete boolean, seen bigint, rejected bigint)
    LOOP
      SELECT l.* INTO other FROM ${schema}.listing l WHERE l.run = of_run AND l.resource = each.resource;
      left_out := NOT each.complete OR other.status = 'incomplete';
      UPDATE ${schema}.listing l SET
        sequence = l.sequence + 1, stamp = drawn, commit_id = commit_name,
        -- the other branches have pages to ride on, too
        cursor = CASE WHEN NOT left_out AND of_endpoint IS NULL AND (page ->> 'ended')::boolean
          THEN page ->> 'cursor' ELSE l.cursor END,
        status = CASE WHEN left_out THEN 'incomplete' WHEN of_endpoint IS NULL THEN page ->> 'status' ELSE l.status END,
        reason = NULL,
        pages = l.pages + (page ->> 'pages')::bigint,
        seen = l.seen + each.seen,
        changed = l.changed + coalesce((news ->> each.resource)::bigint, 0),
        rejected = l.rejected + each.rejected
      WHERE l.run = of_run AND l.resource = each.resource;
      IF counts AND NOT left_out AND of_endpoint IS NULL AND page ->> 'status' = 'done' THEN
        PERFORM ${schema}.store_remember(account, each.resource, whole, other.latest, other.latest_at);
      END IF;
    END LOOP;

    -- what was not read whole may still not decode
    PERFORM FROM ${schema}.quarantine q WHERE q.connection = account LIMIT 1;
    IF FOUND THEN
      FOR each IN
        SELECT g.resource, g.id FROM unnest(resources, ids, sparses) AS g(resource, id, sparse)
        WHERE NOT g.sparse AND (
          SELECT true FROM ${schema}.quarantine q
          WHERE q.connection = account AND q.resource = g.resource AND q.id = g.id
        )
      LOOP
        DELETE FROM ${schema}.quarantine q
        WHERE q.connection = account AND q.resource = each.resource AND q.id = each.id;
      END LOOP;
    END IF;
    PERFORM FROM ${schema}.unconfirmed u WHERE u.connection = account LIMIT 1;
    IF FOUND THEN
      DELETE FROM ${schema}.unconfirmed u USING unnest(resources || bad_resources, ids || bad_ids) AS g(resource, id)
      WHERE u.connection = account AND u.resource = g.resource AND u.id = g.id;
    END IF;
    INSERT INTO ${schema}.quarantine AS q (connection, resource, id, body, issue, run, since)
    SELECT account, g.resource, g.id, g.body, g.issue, of_run, clock_timestamp()
    FROM unnest(bad_resources, bad_ids, bad_bodies, issues) AS g(resource, id, body, issue)
    ORDER BY g.resource COLLATE "C", g.id COLLATE "C"
    ON CONFLICT (connection, resource, id) DO UPDATE SET run = excluded.run, body = excluded.body, issue = excluded.issue;

    -- what rides on a page is met by it, too
    IF page ->> 'mode' = 'audit' THEN
      INSERT INTO ${schema}.seen (run, resource, id)
      SELECT of_run, g.resource, g.id FROM (
        SELECT * FROM unnest(resources, ids) AS r(resource, id)
        UNION ALL
        SELECT * FROM unnest(bad_resources, bad_ids) AS b(resource, id)
      ) g ORDER BY g.resource COLLATE "C", g.id COLLATE "C" ON CONFLICT DO NOTHING;
    END IF;

    IF counts AND of_endpoint IS NULL AND page ->> 'status' = 'done' THEN
      reached := timestamptz 'epoch' + (page ->> 'moment')::float8 * interval '1 millisecond';
      -- a moment the walk came to may have more in it by now: what had changed before is the last that is certain
      IF reached IS NULL OR reached > own.latest_at THEN
        PERFORM ${schema}.store_remember(account, what, whole, own.latest, own.latest_at);
      ELSE
        PERFORM ${schema}.store_remember(account, what, whole, page ->> 'reached', reached);
      END IF;
    END IF;

    UPDATE ${schema}.run x SET waiting_since = NULL, waiting_for = NULL
    WHERE x.id = of_run AND x.waiting_since IS NOT NULL;
  END IF;

  RETURN json_build_object(
    'listing', ${theListing(schema, "of_run", "what", "of_endpoint", "of_parent")},
    'sideLoads', ARRAY(
      SELECT ${listing()}
      FROM ROWS FROM (json_to_recordset(page -> 'riding') AS (resource text)) WITH ORDINALITY AS g(resource, place)
      JOIN ${schema}.listing l ON l.run = of_run AND l.resource = g.resource
      ORDER BY g.place
    )
  )::text;
END
${body};
`

/** `entry` is `{ connection, run, attempt, resource, follows, commit, status, reason, requests, waited }`. */
const commitAbsences = (schema: string) => `
CREATE FUNCTION ${schema}.store_commit_absences(
  fence bigint, entry json,
  resources text[], ids text[], moments float8[], hashes text[], bodies text[], raws text[], sparses boolean[],
  aboves text[], aheads boolean[],
  looked text[], gone text[], missed text[], enumerated boolean[]
) RETURNS text LANGUAGE plpgsql ${planning} AS ${body}
DECLARE
  account CONSTANT text := entry ->> 'connection';
  of_run CONSTANT text := entry ->> 'run';
  what CONSTANT text := entry ->> 'resource';
  drawn bigint;
  standing text;
  own ${schema}.listing;
  news json;
  vanished bigint;
BEGIN
  drawn := ${schema}.store_enter(fence, account);
  IF drawn IS NULL THEN RETURN NULL; END IF;
  ${mustRun(schema, "of_run", "(entry ->> 'attempt')::integer")}
  SELECT l.* INTO own FROM ${schema}.listing l WHERE l.run = of_run AND l.resource = what;
  IF NOT FOUND THEN RETURN NULL; END IF;
  IF own.sequence <> (entry ->> 'follows')::bigint THEN
    IF own.commit_id <> entry ->> 'commit' THEN RETURN NULL; END IF;
  ELSE
    news := ${schema}.store_upsert(account, drawn, own.stamp, true,
      resources, ids, moments, hashes, bodies, raws, sparses, aboves, aheads);

    -- what was written since the enumeration began was there after all
    UPDATE ${schema}.record r SET deleted_in = of_run, deleted_at = clock_timestamp(), sequence = drawn
    WHERE r.connection = account AND r.resource = what AND r.id = ANY (gone)
      AND r.deleted_in IS NULL AND r.read_at < own.began;
    GET DIAGNOSTICS vanished = ROW_COUNT;

    INSERT INTO ${schema}.seen (run, resource, id)
    SELECT of_run, what, g.id FROM unnest(looked) AS g(id) ORDER BY g.id COLLATE "C" ON CONFLICT DO NOTHING;

    -- found or gone, it is confirmed; of the rest the first run that missed it is remembered
    DELETE FROM ${schema}.unconfirmed u WHERE u.connection = account AND u.resource = what AND u.id = ANY (gone || ids);
    INSERT INTO ${schema}.unconfirmed AS u (connection, resource, id, missed_in)
    SELECT account, what, g.id, CASE WHEN g.enumerated THEN of_run END FROM unnest(missed, enumerated) AS g(id, enumerated)
    ORDER BY g.id COLLATE "C"
    ON CONFLICT (connection, resource, id) DO UPDATE SET missed_in = coalesce(u.missed_in, excluded.missed_in);

    -- what was kept aside and is not there any more: confirmed gone, or not met
    DELETE FROM ${schema}.quarantine q
    WHERE q.connection = account AND q.resource = what AND q.run <> of_run AND q.id = ANY (gone);
    IF entry ->> 'status' = 'done' THEN
      DELETE FROM ${schema}.quarantine q
      WHERE q.connection = account AND q.resource = what AND q.run <> of_run
        AND (SELECT true FROM ${schema}.seen s WHERE s.run = of_run AND s.resource = what AND s.id = q.id) IS NULL;
    END IF;

    UPDATE ${schema}.listing l SET
      sequence = l.sequence + 1, stamp = drawn, commit_id = entry ->> 'commit',
      status = entry ->> 'status', reason = entry ->> 'reason',
      changed = l.changed + coalesce((news ->> what)::bigint, 0),
      deleted = l.deleted + vanished,
      requests = l.requests + (entry ->> 'requests')::bigint,
      waited = l.waited + (entry ->> 'waited')::bigint
    WHERE l.run = of_run AND l.resource = what;
  END IF;
  RETURN (SELECT ${listing()}::text FROM ${schema}.listing l WHERE l.run = of_run AND l.resource = what);
END
${body};
`

/** Gives whose records a connection holds; those of the account that is told, if it is the first. */
const bindAccount = (schema: string) => `
CREATE FUNCTION ${schema}.store_bind_account(fence bigint, account text, told text)
RETURNS text LANGUAGE plpgsql ${planning} AS ${body}
DECLARE
  bound text;
BEGIN
  SELECT c.account INTO bound FROM ${schema}.connection c WHERE c.connection = $2;
  IF bound IS NOT NULL THEN RETURN bound; END IF;
  IF ${schema}.store_enter(fence, $2) IS NULL THEN RETURN NULL; END IF;
  UPDATE ${schema}.connection c SET account = coalesce(c.account, told) WHERE c.connection = $2
  RETURNING c.account INTO bound;
  RETURN bound;
END
${body};
`

/** All functions of migration 3, for the schema as SQL writes it. */
export const functions = (schema: string): string =>
  [enter, upsert, remember, ...runs, noteUsage, begin, commitPage, commitAbsences, bindAccount]
    .map((each) => each(schema))
    .join("")
