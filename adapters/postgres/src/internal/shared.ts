/**
 * What processes share besides workflows, as migration 2 makes it: request budgets, and OAuth tokens.
 *
 * Each operation is one call of a function: one round trip, a row lock that is held for no longer, the database's clock,
 * and nothing that a process could leave open when it freezes. The rules of a budget are those of `ledger.ts` in
 * client-core, step for step: a test plays both against each other. Moments of a budget are milliseconds.
 *
 * A function is never replaced by one that does otherwise: an earlier release may still be calling it.
 */
const body = "$openfaith_body$"

/** Plans are kept: they must be right for tables that have grown since. */
const planning = `
  SET enable_seqscan = off
  SET jit = off`

const tables = (schema: string) => `
CREATE TABLE ${schema}.quota_budget (
  key text COLLATE "C" PRIMARY KEY,
  -- what answers said, and when they came; of the limits for each class
  span double precision,
  span_at double precision,
  limits jsonb NOT NULL DEFAULT '{}',
  latest double precision NOT NULL DEFAULT 0,
  longest double precision NOT NULL DEFAULT 3600000,
  paused_until double precision NOT NULL DEFAULT '-infinity',
  -- whether the one that went first has been answered
  settled boolean NOT NULL DEFAULT false,
  scout text,
  met boolean NOT NULL DEFAULT false,
  inherited double precision,
  inherited_until double precision,
  others double precision NOT NULL DEFAULT 0,
  forgotten double precision NOT NULL DEFAULT 0,
  shared_until double precision NOT NULL DEFAULT '-infinity',
  evenly_from double precision NOT NULL DEFAULT '-infinity',
  -- time never goes back: where the database's clock does, \`behind\` makes up for it
  last double precision,
  behind double precision NOT NULL DEFAULT 0
) WITH (fillfactor = 50);

-- those that take room: out until \`deadline\`, or ended
CREATE TABLE ${schema}.quota_permit (
  key text COLLATE "C",
  permit text COLLATE "C",
  since double precision NOT NULL,
  deadline double precision NOT NULL,
  under double precision NOT NULL,
  ended double precision,
  PRIMARY KEY (key, permit)
);
CREATE INDEX quota_permit_ended ON ${schema}.quota_permit (key, ended) WHERE ended IS NOT NULL;
CREATE INDEX quota_permit_deadline ON ${schema}.quota_permit (key, deadline) WHERE ended IS NULL;
CREATE INDEX quota_permit_since ON ${schema}.quota_permit (key, since) WHERE ended IS NULL;

-- when others were noticed on a credential, and how many requests of theirs that makes in all
CREATE TABLE ${schema}.quota_other (
  key text COLLATE "C",
  total double precision,
  noticed double precision NOT NULL,
  PRIMARY KEY (key, total)
);

-- a row stays when its tokens are gone, so that no revision is given twice
CREATE TABLE ${schema}.oauth_token (
  key text COLLATE "C" PRIMARY KEY,
  revision bigint NOT NULL,
  tokens text,
  claim text,
  claimed_until timestamptz,
  changed_at timestamptz NOT NULL
);
`

const open = (schema: string) => `
CREATE FUNCTION ${schema}.quota_over(b ${schema}.quota_budget, clock double precision) RETURNS boolean
LANGUAGE sql IMMUTABLE AS ${body}
  SELECT coalesce(clock - b.last > 2 * b.longest + 3600000 + greatest(0, b.paused_until - b.last), false)
${body};

-- locks a budget, makes it where there is none, and says its time in \`last\`; what has not been used for hours is forgotten
CREATE FUNCTION ${schema}.quota_open(budget text, moment double precision) RETURNS ${schema}.quota_budget
LANGUAGE plpgsql ${planning} AS ${body}
DECLARE
  b ${schema}.quota_budget;
  clock double precision;
BEGIN
  LOOP
    SELECT q.* INTO b FROM ${schema}.quota_budget q WHERE q.key = budget FOR UPDATE;
    clock := coalesce(moment, extract(epoch FROM clock_timestamp()) * 1000);
    IF NOT FOUND THEN
      INSERT INTO ${schema}.quota_budget (key) VALUES (budget) ON CONFLICT DO NOTHING;
      WITH over AS (
        DELETE FROM ${schema}.quota_budget q WHERE q.key IN (
          SELECT o.key FROM ${schema}.quota_budget o WHERE ${schema}.quota_over(o, clock) AND o.key <> budget
          LIMIT 20 FOR UPDATE SKIP LOCKED
        ) RETURNING q.key
      ), permits AS (
        DELETE FROM ${schema}.quota_permit p USING over WHERE p.key = over.key
      )
      DELETE FROM ${schema}.quota_other n USING over WHERE n.key = over.key;
      CONTINUE;
    END IF;
    b.behind := greatest(b.behind, coalesce(b.last, clock) - clock);
    clock := clock + b.behind;
    IF ${schema}.quota_over(b, clock) THEN
      DELETE FROM ${schema}.quota_permit p WHERE p.key = budget;
      DELETE FROM ${schema}.quota_other n WHERE n.key = budget;
      DELETE FROM ${schema}.quota_budget q WHERE q.key = budget;
      CONTINUE;
    END IF;
    b.last := clock;
    RETURN b;
  END LOOP;
END
${body};

CREATE FUNCTION ${schema}.quota_close(b ${schema}.quota_budget) RETURNS void LANGUAGE sql AS ${body}
  UPDATE ${schema}.quota_budget q SET
    span = b.span, span_at = b.span_at, limits = b.limits, latest = b.latest, longest = b.longest,
    paused_until = b.paused_until, settled = b.settled, scout = b.scout, met = b.met, inherited = b.inherited,
    inherited_until = b.inherited_until, others = b.others, forgotten = b.forgotten, shared_until = b.shared_until,
    evenly_from = b.evenly_from, last = b.last, behind = b.behind
  WHERE q.key = b.key
${body};

CREATE FUNCTION ${schema}.quota_limit(b ${schema}.quota_budget, class text, assumed double precision)
RETURNS double precision LANGUAGE sql IMMUTABLE AS ${body}
  SELECT greatest(1, coalesce(
    (b.limits -> class ->> 0)::double precision,
    least(assumed, (b.limits -> 'default' ->> 0)::double precision)
  ))
${body};

CREATE FUNCTION ${schema}.quota_others(b ${schema}.quota_budget, since double precision, until double precision)
RETURNS double precision LANGUAGE sql STABLE AS ${body}
  SELECT coalesce((SELECT max(n.total) FROM ${schema}.quota_other n WHERE n.key = b.key AND n.noticed <= until), b.forgotten)
    - coalesce((SELECT max(n.total) FROM ${schema}.quota_other n WHERE n.key = b.key AND n.noticed <= since), b.forgotten)
${body};
`

/** Says `granted`, or how many milliseconds to wait. */
const take = (schema: string) => `
CREATE FUNCTION ${schema}.quota_take(
  budget text, class text, assumed_limit double precision, assumed_span double precision,
  name text, hold double precision, moment double precision
) RETURNS text LANGUAGE plpgsql ${planning} AS ${body}
DECLARE
  glance CONSTANT double precision := 25;
  b ${schema}.quota_budget := ${schema}.quota_open(budget, moment);
  clock CONSTANT double precision := b.last;
  span double precision;
  earliest double precision;
  own double precision;
  cap double precision;
  outs double precision;
  recent double precision;
  before double precision;
  reserved double precision;
  soonest double precision;
  is_shared boolean;
BEGIN
  -- asked again, since the answer was lost
  IF EXISTS (SELECT FROM ${schema}.quota_permit p WHERE p.key = budget AND p.permit = name AND p.ended IS NULL) THEN
    RETURN 'granted';
  END IF;

  span := coalesce(b.span, assumed_span) + 2;
  b.latest := span;
  b.longest := greatest(b.longest, span);
  UPDATE ${schema}.quota_permit p SET ended = p.deadline
    WHERE p.key = budget AND p.ended IS NULL AND p.deadline <= clock - span;
  IF b.inherited_until <= clock THEN
    b.inherited := NULL;
    b.inherited_until := NULL;
    b.settled := false;
  END IF;
  SELECT least(clock, min(p.since)) INTO earliest FROM ${schema}.quota_permit p WHERE p.key = budget AND p.ended IS NULL;
  DELETE FROM ${schema}.quota_permit p WHERE p.key = budget AND p.ended <= earliest - span;
  SELECT coalesce(max(n.total), b.forgotten) INTO b.forgotten
    FROM ${schema}.quota_other n WHERE n.key = budget AND n.noticed <= earliest - 2 * span;
  DELETE FROM ${schema}.quota_other n WHERE n.key = budget AND n.noticed <= earliest - 2 * span;

  SELECT count(*), min(p.under) INTO outs, cap FROM ${schema}.quota_permit p WHERE p.key = budget AND p.ended IS NULL;
  own := ${schema}.quota_limit(b, class, assumed_limit);
  cap := least(own, cap);
  is_shared := b.shared_until > clock;
  recent := ${schema}.quota_others(b, clock - span, clock);
  before := ${schema}.quota_others(b, clock - 2 * span, clock - span);
  reserved := coalesce(b.inherited, 0) + greatest(recent, least(
    greatest(recent, before) + CASE WHEN is_shared THEN ceil(cap * 0.05) + outs ELSE 0 END, cap - 1));

  IF b.paused_until > clock THEN
    soonest := b.paused_until - clock;
  ELSIF NOT b.settled AND EXISTS (
    SELECT FROM ${schema}.quota_permit p WHERE p.key = budget AND p.permit = b.scout AND p.ended IS NULL
  ) THEN
    soonest := glance;
  ELSIF outs + reserved
    + (SELECT count(*) FROM ${schema}.quota_permit p WHERE p.key = budget AND p.ended > clock - span) >= cap THEN
    soonest := least(
      span,
      (SELECT min(p.deadline) FROM ${schema}.quota_permit p
        WHERE p.key = budget AND p.ended IS NULL AND p.deadline > clock - span) + span - clock,
      (SELECT min(p.ended) FROM ${schema}.quota_permit p WHERE p.key = budget AND p.ended > clock - span) + span - clock,
      (SELECT min(n.noticed) FROM ${schema}.quota_other n WHERE n.key = budget AND n.noticed > clock - span) + span - clock,
      (SELECT min(n.noticed) FROM ${schema}.quota_other n
        WHERE n.key = budget AND n.noticed > clock - 2 * span) + 2 * span - clock,
      b.inherited_until - clock,
      CASE WHEN is_shared THEN greatest(glance, span * 0.05) END,
      CASE WHEN cap < own THEN glance END
    );
  ELSIF is_shared AND b.evenly_from > clock THEN
    soonest := b.evenly_from - clock;
  ELSE
    IF is_shared THEN b.evenly_from := greatest(b.evenly_from, clock - glance) + span / cap; END IF;
    INSERT INTO ${schema}.quota_permit (key, permit, since, deadline, under) VALUES (budget, name, clock, clock + hold, own);
    IF NOT b.settled THEN b.scout := name; END IF;
  END IF;
  PERFORM ${schema}.quota_close(b);
  RETURN coalesce(soonest::text, 'granted');
END
${body};
`

/** A permit that is not known may have been lost in a fail-over: it counts from now, which is never too short. */
const settle = (schema: string) => `
CREATE FUNCTION ${schema}.quota_settle(
  budget text, class text, assumed_limit double precision, assumed_span double precision, name text,
  told_limit double precision, told_span double precision, told_used double precision, moment double precision
) RETURNS text LANGUAGE plpgsql ${planning} AS ${body}
DECLARE
  b ${schema}.quota_budget := ${schema}.quota_open(budget, moment);
  clock CONSTANT double precision := b.last;
  sent double precision;
  before double precision;
  known double precision;
  known_at double precision;
  span double precision;
  start double precision;
  more double precision;
BEGIN
  SELECT p.since INTO sent FROM ${schema}.quota_permit p WHERE p.key = budget AND p.permit = name AND p.ended IS NULL;
  sent := coalesce(sent, clock);
  IF told_used IS NOT NULL THEN
    before := coalesce(b.span, assumed_span) + 2;
    IF told_span IS NOT NULL AND (
      b.span IS NULL OR (told_span <> b.span AND (told_span > b.span OR sent >= b.span_at))
    ) THEN
      b.span := told_span;
      b.span_at := clock;
    END IF;
    known := (b.limits -> class ->> 0)::double precision;
    known_at := (b.limits -> class ->> 1)::double precision;
    IF told_limit IS NOT NULL AND (
      known IS NULL OR (told_limit <> known AND (told_limit < known OR sent >= known_at))
    ) THEN
      b.limits := b.limits || jsonb_build_object(class, jsonb_build_array(told_limit, clock));
    END IF;
    span := coalesce(b.span, assumed_span) + 2;
    start := sent - greatest(before, span);
    more := least(told_used, coalesce(told_limit, ${schema}.quota_limit(b, class, assumed_limit)))
      - (SELECT count(*) FROM ${schema}.quota_permit p WHERE p.key = budget AND p.ended > start)
      - (SELECT count(*) FROM ${schema}.quota_permit p WHERE p.key = budget AND p.ended IS NULL)
      - ${schema}.quota_others(b, start, clock)
      - CASE WHEN b.inherited_until > sent THEN b.inherited ELSE 0 END;
    IF more > 0 AND b.met THEN
      b.others := b.others + more;
      INSERT INTO ${schema}.quota_other (key, total, noticed) VALUES (budget, b.others, clock) ON CONFLICT DO NOTHING;
      b.shared_until := greatest(b.shared_until, clock + 2 * span);
    ELSIF more > 0 THEN
      b.inherited := more;
      b.inherited_until := clock + span;
    END IF;
  END IF;
  UPDATE ${schema}.quota_permit p SET ended = clock WHERE p.key = budget AND p.permit = name AND p.ended IS NULL;
  IF NOT FOUND THEN
    INSERT INTO ${schema}.quota_permit (key, permit, since, deadline, under, ended)
    VALUES (budget, name, clock, clock, 0, clock) ON CONFLICT DO NOTHING;
  END IF;
  b.met := true;
  IF NOT b.settled AND b.scout = name THEN b.settled := true; END IF;
  PERFORM ${schema}.quota_close(b);
  RETURN '';
END
${body};
`

const endings = (schema: string) => `
-- no answer will come: the permit takes room for as long as the server may still count its request
CREATE FUNCTION ${schema}.quota_abandon(budget text, name text, moment double precision) RETURNS text
LANGUAGE plpgsql ${planning} AS ${body}
DECLARE
  b ${schema}.quota_budget := ${schema}.quota_open(budget, moment);
BEGIN
  UPDATE ${schema}.quota_permit p SET ended = p.deadline WHERE p.key = budget AND p.permit = name AND p.ended IS NULL;
  PERFORM ${schema}.quota_close(b);
  RETURN '';
END
${body};

CREATE FUNCTION ${schema}.quota_release(budget text, name text, moment double precision) RETURNS text
LANGUAGE plpgsql ${planning} AS ${body}
DECLARE
  b ${schema}.quota_budget := ${schema}.quota_open(budget, moment);
BEGIN
  DELETE FROM ${schema}.quota_permit p WHERE p.key = budget AND p.permit = name AND p.ended IS NULL;
  PERFORM ${schema}.quota_close(b);
  RETURN '';
END
${body};

CREATE FUNCTION ${schema}.quota_pause(budget text, millis double precision, moment double precision) RETURNS text
LANGUAGE plpgsql ${planning} AS ${body}
DECLARE
  b ${schema}.quota_budget := ${schema}.quota_open(budget, moment);
BEGIN
  b.paused_until := greatest(b.paused_until, b.last + millis);
  b.settled := false;
  b.scout := NULL;
  b.shared_until := greatest(b.shared_until, b.paused_until + 4 * b.latest);
  PERFORM ${schema}.quota_close(b);
  RETURN '';
END
${body};
`

const tokens = (schema: string) => `
-- says \`claimed\`, \`moved\`, or how many milliseconds another's claim lasts
CREATE FUNCTION ${schema}.oauth_claim(account text, expected numeric, name text, lease double precision) RETURNS text
LANGUAGE plpgsql AS ${body}
DECLARE
  t ${schema}.oauth_token;
  clock timestamptz;
BEGIN
  SELECT o.* INTO t FROM ${schema}.oauth_token o WHERE o.key = account FOR UPDATE;
  clock := clock_timestamp();
  IF t.tokens IS NULL OR t.revision <> expected THEN RETURN 'moved'; END IF;
  IF t.claim IS DISTINCT FROM name AND t.claimed_until > clock THEN
    RETURN ceil(extract(epoch FROM t.claimed_until - clock) * 1000)::text;
  END IF;
  UPDATE ${schema}.oauth_token o SET claim = name, claimed_until = clock + lease * interval '1 millisecond'
    WHERE o.key = account;
  RETURN 'claimed';
END
${body};
`

export const shared = (schema: string): string =>
  tables(schema) + open(schema) + take(schema) + settle(schema) + endings(schema) + tokens(schema)
