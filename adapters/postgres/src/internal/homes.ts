/**
 * Where tokens belong, as migration 4 makes it: each row says in which database it was written, or under which name of the
 * host's, and nobody renews it in a copy.
 *
 * A database is known by its server's own number and its own within that. A replica that takes over has both, and so has a
 * database that was renamed; what was dumped and restored has neither. A copy of the server's files has both, too: only the
 * host's name for it tells such a one from the original.
 */
const body = "$openfaith_body$"

/** Numbers as they are, however few digits the host's connections show. */
const exactly = "SET extra_float_digits = 1"

export const homes = (schema: string): string => `
ALTER TABLE ${schema}.oauth_token ADD COLUMN home text;

-- what the host calls this place, or, where it says nothing, which database of which server this is
CREATE FUNCTION ${schema}.home(place text) RETURNS text LANGUAGE plpgsql STABLE AS ${body}
DECLARE
  d record;
  server text;
BEGIN
  IF place IS NOT NULL THEN RETURN place; END IF;
  SELECT p.oid, p.datname INTO d FROM pg_catalog.pg_database p WHERE p.datname = pg_catalog.current_database();
  BEGIN
    SELECT c.system_identifier::text INTO server FROM pg_catalog.pg_control_system() c;
  EXCEPTION WHEN insufficient_privilege OR undefined_function OR feature_not_supported THEN
    -- databases of different servers have the same numbers more often than the same names
    RETURN format('database %s, %s', d.oid, d.datname);
  END;
  RETURN format('database %s of server %s', d.oid, server);
END
${body};

-- a place that was given its name only now is still itself
CREATE FUNCTION ${schema}.is_home(home text, place text) RETURNS boolean LANGUAGE sql STABLE AS ${body}
  SELECT coalesce(is_home.home IN (${schema}.home(place), ${schema}.home(NULL)), true)
${body};

-- makes this place the home of all that came here with a copy, and says of how many accounts
CREATE FUNCTION ${schema}.adopt(place text DEFAULT NULL) RETURNS bigint LANGUAGE sql AS ${body}
  WITH adopted AS (
    UPDATE ${schema}.oauth_token t SET home = ${schema}.home(place)
    WHERE NOT ${schema}.is_home(t.home, place) RETURNING t.tokens
  )
  SELECT count(a.tokens) FROM adopted a
${body};

-- says \`claimed\`, \`moved\`, how many milliseconds another's claim lasts, or where the tokens belong and what is here
CREATE FUNCTION ${schema}.oauth_claim(account text, expected numeric, name text, lease double precision, place text)
RETURNS text LANGUAGE plpgsql ${exactly} AS ${body}
DECLARE
  t ${schema}.oauth_token;
  clock timestamptz;
BEGIN
  SELECT o.* INTO t FROM ${schema}.oauth_token o WHERE o.key = account FOR UPDATE;
  clock := clock_timestamp();
  IF t.tokens IS NULL OR t.revision <> expected THEN RETURN 'moved'; END IF;
  IF NOT ${schema}.is_home(t.home, place) THEN RETURN json_build_array(t.home, ${schema}.home(place)); END IF;
  IF t.claim IS DISTINCT FROM name AND t.claimed_until > clock THEN
    RETURN ceil(extract(epoch FROM t.claimed_until - clock) * 1000)::text;
  END IF;
  UPDATE ${schema}.oauth_token o
    SET claim = name, claimed_until = clock + lease * interval '1 millisecond', home = ${schema}.home(place)
    WHERE o.key = account;
  RETURN 'claimed';
END
${body};

UPDATE ${schema}.oauth_token SET home = ${schema}.home(NULL);

-- moments of a budget go through texts in these
ALTER FUNCTION ${schema}.quota_take(
  text, text, double precision, double precision, text, double precision, double precision) ${exactly};
ALTER FUNCTION ${schema}.quota_settle(
  text, text, double precision, double precision, text,
  double precision, double precision, double precision, double precision) ${exactly};
`
