/** What is read of the store: each one statement, so one consistent picture. */
import { quoted } from "../names.ts"

/** A listing as the port tells it: that of a resource (`l`), or of one branch of it (`b`), where one is asked for. */
export const listing = (branch: "l" | "b" = "l"): string => `json_build_object(
    'run', l.run, 'resource', l.resource, 'pages', l.pages, 'seen', l.seen, 'changed', l.changed, 'deleted', l.deleted,
    'rejected', l.rejected, 'total', l.total, 'requests', l.requests, 'waited', l.waited,
    'branch', ${branch === "l" ? "NULL" : "json_build_object('endpoint', b.endpoint, 'parent', b.parent)"},
    'sequence', ${branch}.sequence, 'stamp', ${branch}.stamp, 'cursor', ${branch}.cursor, 'status', ${branch}.status, 'reason', ${branch}.reason)`

/** The one listing of a resource, or of a branch, as SQL that gives `listing`. */
export const theListing = (schema: string, run: string, resource: string, endpoint: string, parent: string): string =>
  `CASE WHEN ${endpoint} IS NULL
    THEN (SELECT ${listing()} FROM ${schema}.listing l WHERE l.run = ${run} AND l.resource = ${resource})
    ELSE (SELECT ${listing("b")} FROM ${schema}.branch b JOIN ${schema}.listing l ON l.run = b.run AND l.resource = b.resource
      WHERE b.run = ${run} AND b.resource = ${resource} AND b.endpoint = ${endpoint} AND b.parent = ${parent})
    END`

const column = (alias: string) => (alias === "" ? "status" : `${alias}.status`)

/** Whether a run may still go on, in the words of the index over those. */
export const unfinished = (alias = ""): string => `${column(alias)} NOT IN ('done', 'cancelled')`

/** Whether others have to wait for a run. */
export const active = (alias: string): string => `${unfinished(alias)} AND ${column(alias)} IN ('running', 'queued')`

/** Keys and values of a run, as the port tells it. */
export const run = (schema: string, alias: string): string =>
  ["id", "connection", "mode", "attempt", "status"].map((name) => `'${name}', ${alias}.${name}`).join(", ") +
  `, 'plan', ${shared(schema, `${alias}.plan`)}, 'acceptDeletions', ${alias}.accept_deletions`

/** A text that many runs have in common, by its digest. */
export const shared = (schema: string, digest: string): string =>
  `coalesce((SELECT t.body FROM ${schema}.run_text t WHERE t.digest = ${digest}), ${digest})`

/** A record, as the port tells it. */
const record = (alias: string) => `json_build_object(
    'id', ${alias}.id, 'above', ${alias}.above, 'changedAt', round(extract(epoch FROM ${alias}.changed_at) * 1000),
    'hash', ${alias}.hash, 'body', coalesce(${alias}.raw, ${alias}.body::text), 'sparse', ${alias}.sparse, 'ahead', ${alias}.ahead,
    'deletedIn', ${alias}.deleted_in)`

/** A record's place, as the port tells it. */
const place = "json_build_object('id', r.id, 'above', r.above)"

const parameters = (count: number) => Array.from({ length: count }, (_, index) => `$${index + 1}`).join(", ")

/** Texts of the statements for one schema. */
export const make = (name: string) => {
  const schema = quoted(name)
  const call = (which: string, count: number) => `SELECT ${schema}.store_${which}(${parameters(count)}) AS answer`
  // one look into an index for each record, which no join can turn into something else while statistics are behind
  const live = `FROM ${schema}.record r
    WHERE r.connection = $3::text AND r.resource = l.resource AND r.deleted_in IS NULL`
  const seen = `(SELECT true FROM ${schema}.seen s WHERE s.run = l.run AND s.resource = l.resource AND s.id = r.id)`
  const missing = `${live} AND r.read_at < l.began AND ${seen} IS NULL`
  const missedIn = `(
    SELECT u.missed_in FROM ${schema}.unconfirmed u
    WHERE u.connection = r.connection AND u.resource = r.resource AND u.id = r.id
  )`
  const part = (table: string, values: string) => (after: boolean) =>
    `SELECT array_to_json(ARRAY(
      SELECT ${values} FROM ${schema}.${table} x
      WHERE x.connection = $1::text AND x.resource = $2::text ${after ? "AND x.id > $4::text" : ""}
      ORDER BY x.id LIMIT $3::bigint
    ))::text AS answer`
  return {
    beginTransition: call("begin_transition", 3),
    endTransition: call("end_transition", 8),
    forgetRuns: call("forget_runs", 3),
    skip: call("skip", 6),
    noteWaiting: call("note_waiting", 5),
    noteUsage: call("note_usage", 6),
    begin: call("begin", 13),
    commitPage: call("commit_page", 15),
    commitAbsences: call("commit_absences", 15),
    draw: `SELECT ${schema}.store_enter($1, $2)::text AS answer`,
    commitLookup: call("commit_lookup", 16),
    discard: call("discard", 4),
    bindAccount: call("bind_account", 3),
    changed: (now: boolean) => `SELECT array_to_json(ARRAY(
        SELECT json_build_object('id', r.id, 'body', coalesce(r.raw, r.body::text), 'deleted', r.deleted_in IS NOT NULL)
        FROM ${schema}.record r
        WHERE r.connection = $1::text AND r.resource = $2::text AND r.id = ANY ($3::text[])
          AND (NOT r.sparse OR r.deleted_in IS NOT NULL)
          ${now ? `AND r.sequence = (SELECT c.sequence FROM ${schema}.connection c WHERE c.connection = $1::text)` : ""}
        ORDER BY r.id
      ))::text AS answer`,
    projected: `WITH had AS (
        DELETE FROM ${schema}.unprojected u
        WHERE u.connection = $1::text AND u.resource = $2::text AND u.id = ANY ($3::text[])
          AND ($4::text[] IS NULL OR u.projection = ANY ($4::text[]))
        RETURNING u.id
      ) SELECT count(*)::text AS answer FROM had`,
    refused: `WITH refused AS (
        INSERT INTO ${schema}.unprojected AS u (connection, resource, id, projection, issue, waits, since)
        SELECT $1::text, g.resource, g.id, g.projection, g.issue, g.waits, clock_timestamp()
        FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::boolean[])
          AS g(resource, id, projection, issue, waits)
        ON CONFLICT (connection, resource, id, projection) DO UPDATE SET issue = excluded.issue, waits = excluded.waits
        RETURNING u.id
      ) SELECT count(*)::text AS answer FROM refused`,
    next: `SELECT json_build_object(
        'done', coalesce(p.done, false),
        'after', p.after,
        'ids', ARRAY(
          SELECT r.id FROM ${schema}.record r
          WHERE r.connection = $1::text AND r.resource = $2::text AND r.id > coalesce(p.after, '')
          ORDER BY r.id LIMIT CASE WHEN p.done THEN 0 ELSE $5::bigint END
        )
      )::text AS answer
      FROM (SELECT) one LEFT JOIN ${schema}.projection p
        ON p.connection = $1::text AND p.resource = $2::text AND p.projection = $3::text AND p.version = $4::bigint`,
    caught: `WITH caught AS (
        INSERT INTO ${schema}.projection (connection, resource, projection, version, after, done)
        VALUES ($1::text, $2::text, $3::text, $4::bigint, $5::text, $6::boolean)
        ON CONFLICT (connection, resource, projection)
          DO UPDATE SET version = excluded.version, after = excluded.after, done = excluded.done
        RETURNING projection
      ) SELECT count(*)::text AS answer FROM caught`,
    countRefused: `WITH counted AS (
        UPDATE ${schema}.listing l SET rejected = l.rejected + $3::bigint
        WHERE l.run = $1::text AND l.resource = $2::text RETURNING l.run
      ) SELECT count(*)::text AS answer FROM counted`,
    findRun: `SELECT json_build_object(${run(schema, "x")})::text AS answer FROM ${schema}.run x WHERE x.id = $1::text`,
    unfinishedRun: `SELECT json_build_object(${run(schema, "x")})::text AS answer
      FROM ${schema}.run x WHERE x.connection = $1::text AND ${unfinished("x")} ORDER BY x.sequence LIMIT 1`,
    listings: `SELECT array_to_json(ARRAY(
        SELECT ${listing()} FROM ${schema}.listing l WHERE l.run = $1::text ORDER BY l.resource
      ))::text AS answer`,
    listing: `SELECT (${theListing(schema, "$1::text", "$2::text", "$3::text", "$4::text")})::text AS answer`,
    openBranches: (after: boolean) => `SELECT array_to_json(ARRAY(
        SELECT ${place} FROM ${schema}.record r
        WHERE r.connection = $1::text AND r.resource = $2::text AND r.deleted_in IS NULL
          AND (
            SELECT true FROM ${schema}.branch b
            WHERE b.run = $3::text AND b.resource = $4::text AND b.endpoint = $5::text AND b.parent = r.id
              AND b.status <> 'reading'
          ) IS NULL
          ${after ? "AND r.id > $7::text" : ""}
        ORDER BY r.id LIMIT $6::bigint
      ))::text AS answer`,
    branches: `SELECT json_build_object(
        'reading', count(*) FILTER (WHERE b.status = 'reading'),
        'done', count(*) FILTER (WHERE b.status = 'done'),
        'skipped', count(*) FILTER (WHERE b.status = 'skipped'),
        'reason', min(b.reason) FILTER (WHERE b.status = 'skipped')
      )::text AS answer
      FROM ${schema}.branch b WHERE b.run = $1::text AND b.resource = $2::text`,
    absences: `SELECT json_build_object(
        'missing', (SELECT count(*) ${missing}),
        'live', (SELECT count(*) FROM ${schema}.record r WHERE r.connection = $3::text AND r.resource = l.resource)
          - (SELECT count(*) FROM ${schema}.record r
             WHERE r.connection = $3::text AND r.resource = l.resource AND r.deleted_in IS NOT NULL),
        'recentlyDeleted', (
          SELECT count(*) FROM ${schema}.record r
          WHERE r.connection = $3::text AND r.resource = l.resource AND r.deleted_in IS NOT NULL
            AND r.deleted_at > statement_timestamp() - interval '7 days'
            AND NOT EXISTS (SELECT FROM ${schema}.run x WHERE x.id = r.deleted_in AND x.accept_deletions)
        ),
        'first', ARRAY(
          SELECT json_build_object('id', r.id, 'above', r.above, 'missedIn', ${missedIn})
          ${missing} ORDER BY r.id LIMIT $4::bigint
        ),
        'met', ARRAY(SELECT ${place} ${live} AND (r.read_at >= l.began OR ${seen}) ORDER BY r.id LIMIT 3)
      )::text AS answer
      FROM ${schema}.listing l WHERE l.run = $1::text AND l.resource = $2::text`,
    memory: `SELECT json_build_object('watermark', m.watermark, 'complete', m.complete)::text AS answer
      FROM ${schema}.resource m WHERE m.connection = $1::text AND m.resource = $2::text`,
    // all of them from one index, and those that are deleted from another, without a look at the records themselves
    stored: `SELECT array_to_json(ARRAY(
        SELECT json_build_object('resource', c.resource, 'live', sum(c.live), 'deleted', sum(c.deleted),
          'rejected', sum(c.rejected), 'unprojected', sum(c.unprojected), 'unconfirmed', sum(c.unconfirmed),
          'ahead', sum(c.ahead))
        FROM (
          SELECT r.resource, count(*) AS live, 0 AS deleted, 0 AS rejected, 0 AS unprojected, 0 AS unconfirmed, 0 AS ahead
          FROM ${schema}.record r WHERE r.connection = $1::text GROUP BY r.resource
          UNION ALL
          SELECT r.resource, -count(*), count(*), 0, 0, 0, 0
          FROM ${schema}.record r WHERE r.connection = $1::text AND r.deleted_in IS NOT NULL GROUP BY r.resource
          UNION ALL
          SELECT q.resource, 0, 0, count(*), 0, 0, 0
          FROM ${schema}.quarantine q WHERE q.connection = $1::text GROUP BY q.resource
          UNION ALL
          SELECT u.resource, 0, 0, 0, count(DISTINCT u.id), 0, 0
          FROM ${schema}.unprojected u WHERE u.connection = $1::text GROUP BY u.resource
          UNION ALL
          SELECT u.resource, 0, 0, 0, 0, count(*), 0
          FROM ${schema}.unconfirmed u WHERE u.connection = $1::text GROUP BY u.resource
          UNION ALL
          SELECT r.resource, 0, 0, 0, 0, 0, count(*)
          FROM ${schema}.record r WHERE r.connection = $1::text AND r.ahead AND r.deleted_in IS NULL
            AND r.changed_at > statement_timestamp() GROUP BY r.resource
        ) c GROUP BY c.resource ORDER BY c.resource
      ))::text AS answer`,
    records: part("record", record("x")),
    record: `SELECT ${record("r")}::text AS answer FROM ${schema}.record r
      WHERE r.connection = $1::text AND r.resource = $2::text AND r.id = $3::text`,
    unprojected: (after: boolean) => `SELECT array_to_json(ARRAY(
        SELECT json_build_object('resource', u.resource, 'id', u.id, 'projection', u.projection, 'issue', u.issue,
          'waits', u.waits)
        FROM ${schema}.unprojected u
        WHERE u.connection = $1::text AND u.resource = $2::text AND (u.waits OR NOT $4::boolean)
          ${after ? "AND (u.id, u.projection) > ($5::text, $6::text)" : ""}
        ORDER BY u.id, u.projection LIMIT $3::bigint
      ))::text AS answer`,
    quarantined: part(
      "quarantine",
      "json_build_object('resource', x.resource, 'id', x.id, 'body', x.body, 'issue', x.issue, 'run', x.run)"
    )
  }
}
