/** What the host's own rows do not say, and records that no run asks for: migration 5. */
import { body, planning } from "./plpgsql.ts"

const table = (schema: string) => `
-- records that are stored, and that a projection of the host's refused; some wait for something that is not there yet
CREATE TABLE ${schema}.unprojected (
  connection text COLLATE "C",
  resource text COLLATE "C",
  id text COLLATE "C",
  projection text COLLATE "C",
  issue text NOT NULL,
  waits boolean NOT NULL,
  since timestamptz NOT NULL,
  PRIMARY KEY (connection, resource, id, projection)
);

-- how far each projection has come over what was stored before it
CREATE TABLE ${schema}.projection (
  connection text COLLATE "C",
  resource text COLLATE "C",
  projection text COLLATE "C",
  version bigint NOT NULL,
  after text COLLATE "C",
  done boolean NOT NULL,
  PRIMARY KEY (connection, resource, projection)
);
`

/** `entry` is `{ connection, resource, readAt }`; what is gone was gone when it was asked for, unless it was written since. */
const commitLookup = (schema: string) => `
CREATE FUNCTION ${schema}.store_commit_lookup(
  fence bigint, entry json,
  resources text[], ids text[], moments float8[], hashes text[], bodies text[], raws text[], sparses boolean[],
  aboves text[], aheads boolean[],
  bad_resources text[], bad_ids text[], bad_bodies text[], issues text[],
  gone text[]
) RETURNS text LANGUAGE plpgsql ${planning} AS ${body}
DECLARE
  account CONSTANT text := entry ->> 'connection';
  what CONSTANT text := entry ->> 'resource';
  drawn CONSTANT bigint := ${schema}.store_enter(fence, account);
  news json;
  vanished bigint;
BEGIN
  IF drawn IS NULL THEN RETURN NULL; END IF;
  news := ${schema}.store_upsert(account, drawn, (entry ->> 'readAt')::bigint, true,
    resources, ids, moments, hashes, bodies, raws, sparses, aboves, aheads);

  UPDATE ${schema}.record r SET deleted_in = 'lookup-' || drawn, deleted_at = clock_timestamp(), sequence = drawn
  WHERE r.connection = account AND r.resource = what AND r.id = ANY (gone)
    AND r.deleted_in IS NULL AND r.read_at < (entry ->> 'readAt')::bigint;
  GET DIAGNOSTICS vanished = ROW_COUNT;

  DELETE FROM ${schema}.unconfirmed u
  WHERE u.connection = account AND u.resource = what AND u.id = ANY (gone || ids || bad_ids);
  -- what was not read whole may still not decode
  DELETE FROM ${schema}.quarantine q
  WHERE q.connection = account AND q.resource = what
    AND q.id = ANY (gone || ARRAY(SELECT g.id FROM unnest(ids, sparses) AS g(id, sparse) WHERE NOT g.sparse));
  INSERT INTO ${schema}.quarantine AS q (connection, resource, id, body, issue, run, since)
  SELECT account, g.resource, g.id, g.body, g.issue, 'lookup-' || drawn, clock_timestamp()
  FROM unnest(bad_resources, bad_ids, bad_bodies, issues) AS g(resource, id, body, issue)
  ORDER BY g.resource COLLATE "C", g.id COLLATE "C"
  ON CONFLICT (connection, resource, id) DO UPDATE SET run = excluded.run, body = excluded.body, issue = excluded.issue;

  RETURN json_build_object('changed', coalesce((news ->> what)::bigint, 0), 'deleted', vanished)::text;
END
${body};
`

const discard = (schema: string) => `
CREATE FUNCTION ${schema}.store_discard(fence bigint, account text, what text, ids text[])
RETURNS text LANGUAGE plpgsql ${planning} AS ${body}
DECLARE
  discarded bigint;
BEGIN
  IF ${schema}.store_enter(fence, account) IS NULL THEN RETURN NULL; END IF;
  WITH rejected AS (
    DELETE FROM ${schema}.quarantine q
    WHERE q.connection = account AND q.resource = what AND q.id = ANY (ids) RETURNING q.id
  ), refused AS (
    DELETE FROM ${schema}.unprojected u
    WHERE u.connection = account AND u.resource = what AND u.id = ANY (ids) RETURNING u.id
  )
  SELECT count(*) INTO discarded FROM (SELECT r.id FROM rejected r UNION SELECT u.id FROM refused u) AS all_of_them;
  RETURN discarded::text;
END
${body};
`

export const projections = (schema: string): string =>
  [table, commitLookup, discard].map((each) => each(schema)).join("")
