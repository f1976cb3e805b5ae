/**
 * What an append does to the tables, as functions of the database: one statement, so one round trip, planned once a
 * session, and no transaction that a process could leave open when it freezes or its connection goes away.
 *
 * A function is never replaced by one that does otherwise: an earlier release may still be calling it.
 */
import { channel, literal, lockKeys } from "./names.ts"
import { unfinished } from "./tables.ts"

const body = "$openfaith_body$"

/** Plans are kept: they must be right for tables that have grown since. */
const planning = `
  SET enable_seqscan = off
  SET enable_hashjoin = off
  SET enable_mergejoin = off
  SET jit = off`

/**
 * A condition on what is found by its key anyhow, in a form that no index has. As long as the server has not been told how
 * much is in a table, an index on what is unfinished is as good to it as the key, and a plan once made is kept.
 */
const byKey = (condition: string) => `(${condition}) IS TRUE`

const running = byKey("x.status = 'running'")

const fenced = (schema: string) => `
  IF fence IS NOT NULL THEN
    -- a term that was given back is over, even before the next begins
    PERFORM FROM ${schema}.workflow_owner o WHERE o.epoch = fence AND o.lease_until IS NOT NULL FOR KEY SHARE;
    IF NOT FOUND THEN RETURN NULL; END IF;
  END IF;`

/**
 * The hottest path: one step, without a detour by JSON, at three quarters of the instructions. An empty text says that it
 * was kept and that its execution just goes on; null comes from the fence.
 */
const step = (schema: string) => `
CREATE FUNCTION ${schema}.workflow_step(
  fence bigint, execution text, step text, long text, number integer, result text, bad boolean
) RETURNS text LANGUAGE plpgsql SET enable_seqscan = off AS ${body}
DECLARE
  kept boolean;
BEGIN
${fenced(schema)}
  INSERT INTO ${schema}.workflow_step (execution_id, name, long_name, attempt, exit, failed, finished_at)
  VALUES (execution, step, long, number, result, bad, clock_timestamp())
  ON CONFLICT DO NOTHING;
  kept := FOUND;
  PERFORM FROM ${schema}.workflow_execution x
  WHERE x.execution_id = execution AND ${running} AND NOT x.interrupted;
  IF FOUND AND kept THEN RETURN ''; END IF;
  RETURN json_build_array(json_build_object('applied', kept, 'woken', '[]'::json, 'standing', (
    SELECT json_build_object('status', x.status, 'exit', x.exit, 'interrupted', x.interrupted)
    FROM ${schema}.workflow_execution x WHERE x.execution_id = execution
  )))::text;
END
${body};
`

/** Nothing but steps. An empty text says that all were kept, and that their executions just go on. */
const steps = (schema: string) => `
CREATE FUNCTION ${schema}.workflow_steps(fence bigint, entries json) RETURNS text LANGUAGE plpgsql ${planning} AS ${body}
DECLARE
  moment CONSTANT timestamptz := clock_timestamp();
  entry record;
  kept boolean[] := '{}';
  unremarkable boolean := true;
BEGIN
${fenced(schema)}
  -- in the order of their keys, so that two appends never wait for each other
  FOR entry IN
    SELECT * FROM ROWS FROM (
      json_to_recordset(entries) AS (execution text, name text, long text, attempt integer, exit text, failed boolean)
    ) WITH ORDINALITY AS e(execution, name, long, attempt, exit, failed, place)
    ORDER BY e.execution COLLATE "C", e.name COLLATE "C", e.attempt, e.place
  LOOP
    INSERT INTO ${schema}.workflow_step (execution_id, name, long_name, attempt, exit, failed, finished_at)
    VALUES (entry.execution, entry.name, entry.long, entry.attempt, entry.exit, entry.failed, moment)
    ON CONFLICT DO NOTHING;
    kept[entry.place] := FOUND;
    IF unremarkable THEN
      PERFORM FROM ${schema}.workflow_execution x
      WHERE x.execution_id = entry.execution AND ${running} AND NOT x.interrupted;
      unremarkable := FOUND AND kept[entry.place];
    END IF;
  END LOOP;
  IF unremarkable THEN RETURN ''; END IF;
  RETURN array_to_json(ARRAY(
    SELECT json_build_object('applied', kept[e.place], 'woken', '[]'::json, 'standing', (
      SELECT json_build_object('status', x.status, 'exit', x.exit, 'interrupted', x.interrupted)
      FROM ${schema}.workflow_execution x WHERE x.execution_id = e.execution
    ))
    FROM ROWS FROM (json_to_recordset(entries) AS (execution text)) WITH ORDINALITY AS e(execution, place)
    ORDER BY e.place
  ))::text;
END
${body};
`

const wake = (schema: string) => `
CREATE FUNCTION ${schema}.workflow_wake(execution text, moment timestamptz) RETURNS boolean LANGUAGE plpgsql AS ${body}
BEGIN
  UPDATE ${schema}.workflow_execution x SET
    wakes = x.wakes + 1,
    status = 'running',
    parked_for = CASE WHEN x.status <> 'parked' THEN x.parked_for END,
    error = CASE WHEN x.status <> 'parked' THEN x.error END,
    updated_at = moment
  WHERE x.execution_id = execution AND ${byKey(unfinished("x"))};
  RETURN FOUND;
END
${body};
`

/**
 * All other appends, entry after entry, as the memory journal does it. Rows are locked in the order of their ids before
 * anything is written, so that two appends never wait for each other.
 */
const append = (schema: string, name: string) => {
  const arrival = lockKeys(name).arrival.join(", ")
  return `
CREATE FUNCTION ${schema}.workflow_append(fence bigint, entries json, sender text) RETURNS text LANGUAGE plpgsql ${planning} AS ${body}
DECLARE
  moment CONSTANT timestamptz := clock_timestamp();
  timed timestamptz;
  involved text[];
  ending text[];
  arriving bigint;
  early boolean;
  timing boolean;
  entry record;
  found_row record;
  waiting record;
  applied boolean;
  woken json[];
  stirred boolean := false;
  receipts json[] := '{}';
BEGIN
${fenced(schema)}
  SELECT array_agg(DISTINCT e.execution) FILTER (WHERE e.tag <> 'Step'),
         array_agg(DISTINCT e.execution) FILTER (WHERE e.tag = 'Finish'),
         count(*) FILTER (WHERE e.tag = 'Start'),
         coalesce(bool_or(e.tag = 'Signal' AND x.execution_id IS NULL), false),
         coalesce(bool_or(e.tag = 'Timer'), false)
  INTO involved, ending, arriving, early, timing
  FROM json_to_recordset(entries) AS e(tag text, execution text)
  LEFT JOIN ${schema}.workflow_execution x ON x.execution_id = e.execution;

  IF timing THEN timed := ${schema}.workflow_timed(); END IF;

  -- a signal and the start of its execution must see each other; several starts must not meet others' in another order
  IF early OR (fence IS NULL AND arriving > 1) THEN
    PERFORM pg_advisory_xact_lock(${arrival});
  ELSIF arriving > 0 THEN
    PERFORM pg_advisory_xact_lock_shared(${arrival});
  END IF;

  PERFORM FROM ${schema}.workflow_execution x
  WHERE x.execution_id = ANY (
    involved
    || ARRAY(SELECT c.parent FROM ${schema}.workflow_execution c
             WHERE c.execution_id = ANY (ending) AND c.awaited)
    || ARRAY(SELECT w.parent FROM ${schema}.workflow_waiter w WHERE w.execution_id = ANY (ending))
  )
  ORDER BY x.execution_id FOR NO KEY UPDATE;

  FOR entry IN
    SELECT * FROM ROWS FROM (json_to_recordset(entries) AS (
      tag text, execution text, name text, long text, attempt integer, exit text, failed boolean, wakes boolean, counted bigint,
      workflow text, queue text, payload text, parent text, awaited boolean, status text, reason text, error text, after float8
    )) WITH ORDINALITY AS e(
      tag, execution, name, long, attempt, exit, failed, wakes, counted,
      workflow, queue, payload, parent, awaited, status, reason, error, after, place
    ) ORDER BY e.place
  LOOP
    woken := '{}';
    CASE entry.tag
    WHEN 'Step' THEN
      INSERT INTO ${schema}.workflow_step (execution_id, name, long_name, attempt, exit, failed, finished_at)
      VALUES (entry.execution, entry.name, entry.long, entry.attempt, entry.exit, entry.failed, moment) ON CONFLICT DO NOTHING;
      applied := FOUND;

    WHEN 'Start' THEN
      INSERT INTO ${schema}.workflow_execution
        (execution_id, workflow, task_queue, status, parent, awaited, payload, wakes, started_at, updated_at)
      VALUES (
        entry.execution, entry.workflow, entry.queue, 'running', entry.parent, entry.awaited, entry.payload,
        (SELECT count(*) FROM ${schema}.workflow_signal s WHERE s.execution_id = entry.execution), moment, moment
      ) ON CONFLICT DO NOTHING;
      applied := FOUND;
      IF applied THEN
        woken := ARRAY[json_build_object('execution', entry.execution, 'more', false)];
      ELSIF entry.awaited AND entry.parent IS NOT NULL THEN
        SELECT x.parent = entry.parent AND x.awaited AS first INTO found_row
        FROM ${schema}.workflow_execution x WHERE x.execution_id = entry.execution FOR NO KEY UPDATE;
        IF found_row.first IS NOT TRUE THEN
          INSERT INTO ${schema}.workflow_waiter (execution_id, parent)
          VALUES (entry.execution, entry.parent) ON CONFLICT DO NOTHING;
          IF FOUND THEN
            UPDATE ${schema}.workflow_execution x SET updated_at = moment WHERE x.execution_id = entry.execution;
          END IF;
        END IF;
      END IF;

    WHEN 'Signal' THEN
      INSERT INTO ${schema}.workflow_signal (execution_id, name, long_name, exit, came_at)
      VALUES (entry.execution, entry.name, entry.long, entry.exit, moment) ON CONFLICT DO NOTHING;
      applied := FOUND;
      IF applied AND entry.wakes AND ${schema}.workflow_wake(entry.execution, moment) THEN
        woken := ARRAY[json_build_object('execution', entry.execution, 'more', false)];
      END IF;

    WHEN 'Timer' THEN
      INSERT INTO ${schema}.workflow_timer (execution_id, name, long_name, exit, due_at)
      SELECT entry.execution, entry.name, entry.long, entry.exit, timed + entry.after * interval '1 millisecond'
      WHERE NOT EXISTS (
        SELECT FROM ${schema}.workflow_signal s WHERE s.execution_id = entry.execution AND s.name = entry.name
      ) ON CONFLICT DO NOTHING;
      applied := FOUND;

    -- a timer becomes its signal; only workflow_due asks for it
    WHEN 'Fire' THEN
      DELETE FROM ${schema}.workflow_timer t
      WHERE t.execution_id = entry.execution AND t.name = entry.name RETURNING t.exit, t.long_name INTO found_row;
      applied := FOUND;
      IF applied THEN
        INSERT INTO ${schema}.workflow_signal (execution_id, name, long_name, exit, came_at)
        VALUES (entry.execution, entry.name, found_row.long_name, found_row.exit, moment) ON CONFLICT DO NOTHING;
        IF FOUND THEN PERFORM ${schema}.workflow_wake(entry.execution, moment); END IF;
      END IF;

    WHEN 'Wake' THEN
      applied := ${schema}.workflow_wake(entry.execution, moment);
      IF applied THEN woken := ARRAY[json_build_object('execution', entry.execution, 'more', false)]; END IF;

    WHEN 'Interrupt' THEN
      applied := ${schema}.workflow_wake(entry.execution, moment);
      IF applied THEN
        UPDATE ${schema}.workflow_execution x SET interrupted = true WHERE x.execution_id = entry.execution;
        woken := ARRAY[json_build_object('execution', entry.execution, 'more', false)];
      END IF;

    WHEN 'Suspend' THEN
      UPDATE ${schema}.workflow_execution x SET status = 'waiting', updated_at = moment
      WHERE x.execution_id = entry.execution AND ${running} AND x.wakes = entry.counted;
      applied := FOUND;

    WHEN 'Park' THEN
      UPDATE ${schema}.workflow_execution x SET
        status = 'parked', parked_for = entry.reason, error = entry.error, updated_at = moment
      WHERE x.execution_id = entry.execution AND ${running} AND x.wakes = entry.counted;
      applied := FOUND;

    WHEN 'Finish' THEN
      UPDATE ${schema}.workflow_execution x SET
        status = entry.status, exit = entry.exit, error = entry.error, parked_for = NULL,
        updated_at = moment, ended_at = moment
      WHERE x.execution_id = entry.execution AND ${byKey(unfinished("x"))}
      RETURNING CASE WHEN x.awaited THEN x.parent END AS parent INTO found_row;
      applied := FOUND;
      IF applied THEN
        DELETE FROM ${schema}.workflow_timer t WHERE t.execution_id = entry.execution;
        FOR waiting IN
          SELECT p.parent FROM (
            SELECT found_row.parent AS parent, 0 AS place
            UNION ALL
            SELECT w.parent, w.sequence FROM ${schema}.workflow_waiter w WHERE w.execution_id = entry.execution
          ) p WHERE p.parent IS NOT NULL ORDER BY p.place
        LOOP
          IF ${schema}.workflow_wake(waiting.parent, moment) THEN
            woken := woken || json_build_object('execution', waiting.parent, 'more',
              -- the newest first, since children mostly end in the order in which they began; EXISTS would ignore the order
              (
                SELECT true FROM ${schema}.workflow_execution c
                WHERE c.parent = waiting.parent AND c.awaited AND ${unfinished("c")}
                ORDER BY c.sequence DESC LIMIT 1
              ) IS TRUE OR EXISTS (
                SELECT FROM ${schema}.workflow_waiter w
                JOIN ${schema}.workflow_execution c ON c.execution_id = w.execution_id
                WHERE w.parent = waiting.parent AND ${byKey(unfinished("c"))}
              ));
          END IF;
        END LOOP;
      END IF;

    WHEN 'Reopen' THEN
      UPDATE ${schema}.workflow_execution x SET
        status = 'running', exit = NULL, error = NULL, interrupted = false, wakes = x.wakes + 1,
        updated_at = moment, ended_at = NULL
      WHERE x.execution_id = entry.execution AND x.status IN ('failed', 'interrupted');
      applied := FOUND;
      IF applied THEN
        DELETE FROM ${schema}.workflow_step s WHERE s.execution_id = entry.execution AND s.failed;
        woken := ARRAY[json_build_object('execution', entry.execution, 'more', false)];
      END IF;
    END CASE;

    SELECT json_build_object('status', x.status, 'exit', x.exit, 'interrupted', x.interrupted) AS standing INTO found_row
    FROM ${schema}.workflow_execution x WHERE x.execution_id = entry.execution;
    receipts := receipts || json_build_object(
      'applied', applied, 'standing', found_row.standing, 'woken', array_to_json(woken)
    );
    stirred := stirred OR cardinality(woken) > 0;
  END LOOP;

  -- what an owner writes itself may have woken what another executes
  IF stirred AND (fence IS NULL OR EXISTS (
    SELECT FROM ${schema}.workflow_owner o WHERE o.epoch <> fence
  )) THEN PERFORM pg_notify(${literal(channel(name))}, sender); END IF;
  RETURN array_to_json(receipts)::text;
END
${body};
`
}

/** Whether the session of this process id holds the lock of those who execute. */
export const holdsLock = (schema: string, pid: string): string => {
  const [high, low] = lockKeys(schema).owner
  return `EXISTS (
    SELECT FROM pg_catalog.pg_locks l
    WHERE l.locktype = 'advisory' AND l.granted AND l.pid = ${pid} AND l.objsubid = 2
      AND l.classid = ${high}::oid AND l.objid = ${low}::oid
      AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = current_database())
  )`
}

/** Whether nobody is there any more who would execute under the row `o`. */
export const isGone = (schema: string): string => `(
    o.lease_until IS NULL
    OR o.lease_until < clock_timestamp()
    OR (o.backend_pid IS NOT NULL AND NOT ${holdsLock(schema, "o.backend_pid")})
  )`

/**
 * Who executes what. Claims are made one after another, and wait for nobody's writes: an owner that is gone, and whose last
 * write is still under way, is found again with the next look.
 */
const owners = (schema: string, name: string) => `
CREATE FUNCTION ${schema}.workflow_free(wanted text[], own bigint) RETURNS text[] LANGUAGE plpgsql AS ${body}
BEGIN
  PERFORM pg_advisory_xact_lock(${lockKeys(name).claim.join(", ")});
  DELETE FROM ${schema}.workflow_owner d USING (
    SELECT o.epoch FROM ${schema}.workflow_owner o
    WHERE o.epoch IS DISTINCT FROM own AND ${isGone(name)}
    FOR UPDATE SKIP LOCKED
  ) gone WHERE d.epoch = gone.epoch;
  RETURN ARRAY(
    SELECT w FROM unnest(wanted) w WHERE NOT EXISTS (
      SELECT FROM ${schema}.workflow_owner o
      WHERE o.epoch IS DISTINCT FROM own AND w = ANY (o.task_queues)
    )
  );
END
${body};

-- null where nothing is free; an epoch is later than every one before and no earlier than the clock, so that none is given
-- twice, even by a database that was restored from a backup
CREATE FUNCTION ${schema}.workflow_take(wanted text[], leased float8, who text) RETURNS text LANGUAGE plpgsql AS ${body}
DECLARE
  free text[] := ${schema}.workflow_free(wanted, NULL);
  taken ${schema}.workflow_owner;
BEGIN
  IF cardinality(free) = 0 THEN RETURN NULL; END IF;
  WITH next AS (
    UPDATE ${schema}.workflow_time w
    SET last_epoch = greatest(w.last_epoch + 1, floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint)
    RETURNING w.last_epoch
  )
  INSERT INTO ${schema}.workflow_owner (epoch, task_queues, holder, backend_pid, lease_until, since)
  SELECT next.last_epoch, free, who,
    -- a pooler may have given this statement another backend than the one that took the lock
    CASE WHEN ${holdsLock(name, "pg_backend_pid()")} THEN pg_backend_pid() END,
    clock_timestamp() + leased * interval '1 millisecond', clock_timestamp()
  FROM next RETURNING * INTO taken;
  RETURN json_build_object('epoch', taken.epoch, 'session', taken.backend_pid IS NOT NULL)::text;
END
${body};

CREATE FUNCTION ${schema}.workflow_claim(own bigint, wanted text[]) RETURNS text[] LANGUAGE plpgsql AS ${body}
DECLARE
  held text[];
BEGIN
  SELECT o.task_queues INTO held FROM ${schema}.workflow_owner o WHERE o.epoch = own;
  IF held @> wanted AND wanted @> held THEN RETURN held; END IF;
  UPDATE ${schema}.workflow_owner o SET task_queues = ${schema}.workflow_free(wanted, own)
  WHERE o.epoch = own RETURNING o.task_queues INTO held;
  RETURN held;
END
${body};
`

/** The time that timers go by: it never goes back, whatever the clock does. */
const timed = (schema: string) => `
CREATE FUNCTION ${schema}.workflow_timed() RETURNS timestamptz LANGUAGE plpgsql AS ${body}
DECLARE
  t ${schema}.workflow_time;
  clock timestamptz;
  ahead interval;
BEGIN
  SELECT * INTO t FROM ${schema}.workflow_time;
  clock := clock_timestamp();
  ahead := greatest(t.ahead, t.told_at - clock);
  -- a clock that goes back within a second of the last look delays a timer by no more than that
  IF ahead = t.ahead AND clock + ahead < t.told_at + interval '1 second' THEN RETURN clock + ahead; END IF;
  UPDATE ${schema}.workflow_time w SET
    ahead = greatest(w.ahead, w.told_at - clock),
    told_at = clock + greatest(w.ahead, w.told_at - clock)
  RETURNING w.told_at INTO clock;
  RETURN clock;
END
${body};
`

/** So many timers at a time, so that no transaction is long; what is left is due at once. */
const fires = 500

const due = (schema: string) => `
CREATE FUNCTION ${schema}.workflow_due(fence bigint, most bigint, wanted text[]) RETURNS text
LANGUAGE plpgsql ${planning} AS ${body}
DECLARE
  moment timestamptz;
  fired json;
  held text[];
BEGIN
${fenced(schema)}
  held := ${schema}.workflow_claim(fence, wanted);
  moment := ${schema}.workflow_timed();
  SELECT json_agg(json_build_object('tag', 'Fire', 'execution', t.execution_id, 'name', t.name)) INTO fired FROM (
    SELECT t.execution_id, t.name FROM ${schema}.workflow_timer t
    WHERE t.due_at <= moment ORDER BY t.due_at LIMIT ${fires}
  ) t;
  IF fired IS NOT NULL THEN PERFORM ${schema}.workflow_append(fence, fired, ''); END IF;
  RETURN json_build_object(
    'taskQueues', held,
    'executions', ARRAY(
      SELECT x.execution_id FROM ${schema}.workflow_execution x
      WHERE x.status = 'running' AND x.task_queue = ANY (held) ORDER BY x.sequence LIMIT most
    ),
    'next', (
      SELECT greatest(0, extract(epoch FROM t.due_at - moment) * 1000)::float8
      FROM ${schema}.workflow_timer t ORDER BY t.due_at LIMIT 1
    )
  )::text;
END
${body};
`

/** Forgets signals that came so many milliseconds ago for executions that never did; some at a time, as others wait. */
const orphans = (schema: string, name: string) => `
CREATE FUNCTION ${schema}.workflow_orphans(age float8) RETURNS bigint LANGUAGE plpgsql ${planning} AS ${body}
DECLARE
  forgotten bigint;
BEGIN
  -- an execution that is being started has counted its signals already
  PERFORM pg_advisory_xact_lock(${lockKeys(name).arrival.join(", ")});
  DELETE FROM ${schema}.workflow_signal s USING (
    SELECT o.execution_id, o.name FROM ${schema}.workflow_signal o
    WHERE o.came_at <= statement_timestamp() - age * interval '1 millisecond'
      AND NOT EXISTS (SELECT FROM ${schema}.workflow_execution x WHERE x.execution_id = o.execution_id)
    ORDER BY o.came_at LIMIT 1000
  ) o WHERE s.execution_id = o.execution_id AND s.name = o.name;
  GET DIAGNOSTICS forgotten = ROW_COUNT;
  RETURN forgotten;
END
${body};
`

/** All functions of migration 1, for the schema as SQL writes it and as it is called. */
export const functions = (schema: string, name: string): string =>
  [
    owners(schema, name),
    timed(schema),
    wake(schema),
    step(schema),
    steps(schema),
    append(schema, name),
    due(schema),
    orphans(schema, name)
  ].join("")
