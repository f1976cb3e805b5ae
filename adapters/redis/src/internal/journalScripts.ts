/**
 * What is written to the journal, as Lua: one script, so one step that nothing comes between.
 *
 * `KEYS[1]` is a hash: which journal this is, what is counted, the last epoch. The names of all other keys are its own and
 * more, so that they share its hash tag, and whatever a client puts before names.
 *
 * | key | holds |
 * |---|---|
 * | `execution:<id>` | hash: how it stands |
 * | `steps:<id>`, `failed:<id>` | hash: exits by `stepKey`; set: those that `Reopen` forgets |
 * | `signals:<id>`, `timers:<id>` | hash: exits by name |
 * | `children:<id>`, `others:<id>` | what it started, by sequence; what others had started, and it waits for |
 * | `awaiting:<id>`, `waiters:<id>` | what it waits for and has not ended; who waits for it beyond the first parent |
 * | `owners`, `owner:<epoch>`, `held:<epoch>` | epochs of those who execute; hash: who, and until when; its task queues |
 * | `queues` | hash: the epoch that holds, or held, a task queue |
 * | `all`, `status:<status>`, `workflow:<name>` | ids by sequence |
 * | `ended`, `due`, `early` | ids by their end; timers by when they are due; signals without an execution by when they came |
 *
 * A script that fails halfway is not undone. So what may be refused comes first: the fence, and then a count, which a server
 * with no memory left refuses; once something is written it refuses nothing more of the same script.
 */
import * as Script from "./script.ts"

/** `ARGV`: the fence, or nothing; the journal's identity; how many writes the asker knows of. */
export const opening = `
local root, fence = KEYS[1], ARGV[1]
local known = redis.call('HMGET', root, 'journal', 'epoch', 'sequence', 'writes')
if known[1] ~= ARGV[2] then return { 'forgotten' } end

-- an epoch without a row is over: its task queues are free
local function bury(epoch)
  redis.call('DEL', root .. ':owner:' .. epoch, root .. ':held:' .. epoch)
  redis.call('SREM', root .. ':owners', epoch)
end

if fence ~= '' then
  if redis.call('EXISTS', root .. ':owner:' .. fence) == 0 then return { 'ended' } end
  if tonumber(known[4]) < tonumber(ARGV[3]) then
    -- what the owner holds in memory is not what is here: its term is over, and the next begins with what there is
    bury(fence)
    return { 'behind', tonumber(known[4]) }
  end
end

local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + tonumber(time[2]) / 1000
local moment = string.format('%.0f', math.floor(now))

local function key(kind, id) return root .. ':' .. kind .. ':' .. id end
local function text(number) return string.format('%.17g', number) end
`

/** One name for a timer or a signal of an execution, from which both are to be had again. */
export const members = `
local function member(id, name) return #id .. ':' .. id .. name end
local function parts(of)
  local length, rest = string.match(of, '^(%d+):(.*)$')
  return string.sub(rest, 1, length), string.sub(rest, length + 1)
end
`

/** Takes those of some task queues that are free, and those of owners whose lease has run out. */
export const claiming = `
-- until when another holds it, and who; nothing, if nobody does
local function holder_of(queue, own)
  local epoch = redis.call('HGET', root .. ':queues', queue)
  if not epoch or epoch == own then return end
  local found = redis.call('HMGET', root .. ':owner:' .. epoch, 'until', 'holder')
  if not found[1] then return end
  if tonumber(found[1]) > now then return tonumber(found[1]), found[2] end
  bury(epoch)
end

local function claim(queue, own)
  redis.call('HSET', root .. ':queues', queue, own)
  redis.call('SADD', root .. ':held:' .. own, queue)
end
`

const writing = `${opening}
local writes = redis.call('HINCRBY', root, 'writes', 1)

local function standing(id)
  local stands = redis.call('HMGET', key('execution', id), 'status', 'exit', 'interrupted')
  return stands[1], stands[2], stands[3]
end

local function keep_step(id, step, exit, failed)
  local kept = redis.call('HSETNX', key('steps', id), step, exit) == 1
  if kept and failed == '1' then redis.call('SADD', key('failed', id), step) end
  return kept
end
`

/**
 * Nothing but steps: `ARGV` from 4 on, four for each: execution, key, exit, whether it failed. Where all were kept and
 * their executions just go on, nothing is said of each.
 */
export const steps = Script.make(`${writing}
local receipts, unremarkable = {}, true
for at = 4, #ARGV, 4 do
  local kept = keep_step(ARGV[at], ARGV[at + 1], ARGV[at + 2], ARGV[at + 3])
  local status, exit, interrupted = standing(ARGV[at])
  unremarkable = unremarkable and kept and status == 'running' and interrupted == '0'
  receipts[#receipts + 1] = { kept and 1 or 0, status, exit, interrupted, {} }
end
if unremarkable then return { 'ok', writes } end
return { 'ok', writes, receipts }
`)

/** What entries do to one another's executions. */
export const changing = `${members}
-- the time that timers go by: it never goes back, whatever the clock does
local function timed()
  local told = redis.call('HMGET', root, 'timedAt', 'ahead')
  local latest, before = tonumber(told[1] or '') or 0, tonumber(told[2] or '') or 0
  local ahead = math.max(before, latest - now)
  if ahead ~= before or now + ahead >= latest + 1000 then
    redis.call('HSET', root, 'timedAt', text(now + ahead), 'ahead', text(ahead))
  end
  return now + ahead
end

local unfinished = { running = true, waiting = true, parked = true }

local function status_of(id) return redis.call('HGET', key('execution', id), 'status') end

local function move(id, from, to)
  local x = key('execution', id)
  redis.call('ZREM', key('status', from), id)
  redis.call('ZADD', key('status', to), redis.call('HGET', x, 'sequence'), id)
  redis.call('HSET', x, 'status', to, 'updatedAt', moment)
end

local function wake(id)
  local status = status_of(id)
  if not unfinished[status] then return false end
  local x = key('execution', id)
  redis.call('HINCRBY', x, 'wakes', 1)
  if status == 'parked' then redis.call('HDEL', x, 'parkedFor', 'error') end
  if status == 'running' then redis.call('HSET', x, 'updatedAt', moment) else move(id, status, 'running') end
  return true
end

local function keep_signal(id, name, exit, wakes)
  if redis.call('HSETNX', key('signals', id), name, exit) == 0 then return false, false end
  if not status_of(id) then redis.call('ZADD', root .. ':early', moment, member(id, name)) end
  return true, wakes and wake(id)
end

-- parents that are to be woken when it ends
local function awaited_by(id)
  local parents = redis.call('ZRANGE', key('waiters', id), 0, -1)
  local first = redis.call('HMGET', key('execution', id), 'awaited', 'parent')
  if first[1] == '1' and first[2] then table.insert(parents, 1, first[2]) end
  return parents
end
`

/**
 * Any entries, as the memory journal does them one after another. `ARGV` from 6 on: for each its tag, the execution, and
 * what the tag wants; what may be absent is empty, or begins with `=`. `ARGV` 4 and 5: the channel on which other processes
 * are told of what the owner has not asked for, and who tells.
 */
export const append = Script.make(`${writing}${changing}
local at = 5
local function argument()
  at = at + 1
  return ARGV[at]
end
local function optional()
  local given = argument()
  return given ~= '' and string.sub(given, 2)
end

local function rest(id, counted, to, reason, problem)
  local x = key('execution', id)
  local found = redis.call('HMGET', x, 'status', 'wakes')
  if found[1] ~= 'running' or found[2] ~= counted then return false, {} end
  move(id, 'running', to)
  if reason then redis.call('HSET', x, 'parkedFor', reason, 'error', problem) end
  return true, {}
end

local function woken_if(woken, id) return woken and { id, 0 } or {} end

local apply = {}

function apply.Start(id)
  local workflow, queue, payload, parent, awaited = argument(), argument(), argument(), optional(), argument()
  local x = key('execution', id)
  local status, of, first = unpack(redis.call('HMGET', x, 'status', 'parent', 'awaited'))
  if status then
    if awaited == '1' and parent and not (of == parent and first == '1') then
      local waiters = key('waiters', id)
      if redis.call('ZADD', waiters, 'NX', redis.call('ZCARD', waiters), parent) == 1 then
        if of ~= parent then redis.call('SADD', key('others', parent), id) end
        if unfinished[status] then redis.call('SADD', key('awaiting', parent), id) end
        redis.call('HSET', x, 'updatedAt', moment)
      end
    end
    return false, {}
  end
  local sequence = redis.call('HINCRBY', root, 'sequence', 1)
  local early = redis.call('HKEYS', key('signals', id))
  for _, name in ipairs(early) do redis.call('ZREM', root .. ':early', member(id, name)) end
  redis.call('HSET', x, 'sequence', sequence, 'workflow', workflow, 'taskQueue', queue, 'status', 'running', 'awaited', awaited,
    'payload', payload, 'interrupted', '0', 'wakes', #early, 'startedAt', moment, 'updatedAt', moment)
  for _, index in ipairs({ root .. ':all', key('status', 'running'), key('workflow', workflow) }) do
    redis.call('ZADD', index, sequence, id)
  end
  if parent then
    redis.call('HSET', x, 'parent', parent)
    redis.call('ZADD', key('children', parent), sequence, id)
    if awaited == '1' then redis.call('SADD', key('awaiting', parent), id) end
  end
  return true, { id, 0 }
end

function apply.Step(id) return keep_step(id, argument(), argument(), argument()), {} end

function apply.Signal(id)
  local kept, woken = keep_signal(id, argument(), argument(), argument() == '1')
  return kept, woken_if(woken, id)
end

function apply.Timer(id)
  local name, exit, after = argument(), argument(), tonumber(argument())
  if redis.call('HEXISTS', key('signals', id), name) == 1 then return false, {} end
  if redis.call('HSETNX', key('timers', id), name, exit) == 0 then return false, {} end
  redis.call('ZADD', root .. ':due', text(timed() + after), member(id, name))
  return true, {}
end

function apply.Wake(id)
  local woken = wake(id)
  return woken, woken_if(woken, id)
end

function apply.Interrupt(id)
  local woken = wake(id)
  if woken then redis.call('HSET', key('execution', id), 'interrupted', '1') end
  return woken, woken_if(woken, id)
end

function apply.Suspend(id) return rest(id, argument(), 'waiting') end

function apply.Park(id) return rest(id, argument(), 'parked', argument(), argument()) end

function apply.Finish(id)
  local to, exit, problem = argument(), argument(), optional()
  local status = status_of(id)
  if not unfinished[status] then return false, {} end
  local x = key('execution', id)
  move(id, status, to)
  redis.call('HDEL', x, 'parkedFor', 'error')
  redis.call('HSET', x, 'exit', exit)
  if problem then redis.call('HSET', x, 'error', problem) end
  redis.call('ZADD', root .. ':ended', moment, id)
  for _, name in ipairs(redis.call('HKEYS', key('timers', id))) do
    redis.call('ZREM', root .. ':due', member(id, name))
  end
  redis.call('DEL', key('timers', id))
  local woken = {}
  for _, parent in ipairs(awaited_by(id)) do
    redis.call('SREM', key('awaiting', parent), id)
    if wake(parent) then
      woken[#woken + 1] = parent
      woken[#woken + 1] = math.min(1, redis.call('SCARD', key('awaiting', parent)))
    end
  end
  return true, woken
end

function apply.Reopen(id)
  local status = status_of(id)
  if status ~= 'failed' and status ~= 'interrupted' then return false, {} end
  local x = key('execution', id)
  move(id, status, 'running')
  redis.call('ZREM', root .. ':ended', id)
  redis.call('HDEL', x, 'exit', 'error')
  redis.call('HSET', x, 'interrupted', '0')
  redis.call('HINCRBY', x, 'wakes', 1)
  for _, step in ipairs(redis.call('SMEMBERS', key('failed', id))) do
    redis.call('HDEL', key('steps', id), step)
  end
  redis.call('DEL', key('failed', id))
  for _, parent in ipairs(awaited_by(id)) do redis.call('SADD', key('awaiting', parent), id) end
  return true, { id, 0 }
end

local receipts, stirred = {}, false
while at < #ARGV do
  local tag, id = argument(), argument()
  local applied, woken = apply[tag](id)
  local status, exit, interrupted = standing(id)
  stirred = stirred or #woken > 0
  receipts[#receipts + 1] = { applied and 1 or 0, status, exit, interrupted, woken }
end
-- a host may have kept channels from us, and others look by themselves after a while
if stirred and (fence == '' or redis.call('SCARD', root .. ':owners') > 1) then redis.pcall('PUBLISH', ARGV[4], ARGV[5]) end
return { 'ok', writes, receipts }
`)

/** So many timers at a time, so that no step is long; what is left is due at once. */
const fires = 500

/**
 * `ARGV` from 4 on: how many executions at most, and the wanted task queues. Gives those it holds, executions in them, and how
 * long until the next timer.
 */
export const due = Script.make(`${opening}${claiming}${changing}
local held, is_held = {}, {}
for at = 5, #ARGV do
  if not holder_of(ARGV[at], fence) then
    claim(ARGV[at], fence)
    held[#held + 1] = ARGV[at]
    is_held[ARGV[at]] = true
  end
end
for _, queue in ipairs(redis.call('SMEMBERS', root .. ':held:' .. fence)) do
  if not is_held[queue] then
    redis.call('HDEL', root .. ':queues', queue)
    redis.call('SREM', root .. ':held:' .. fence, queue)
  end
end
local present = timed()
for _, rung in ipairs(redis.call('ZRANGEBYSCORE', root .. ':due', '-inf', text(present), 'LIMIT', 0, ${fires})) do
  local id, name = parts(rung)
  local timers = key('timers', id)
  local exit = redis.call('HGET', timers, name)
  redis.call('ZREM', root .. ':due', rung)
  if exit then
    redis.call('HDEL', timers, name)
    keep_signal(id, name, exit, true)
  end
end
local after = redis.call('ZRANGE', root .. ':due', 0, 0, 'WITHSCORES')[2]
local most, running = tonumber(ARGV[4]), {}
for _, id in ipairs(redis.call('ZRANGE', key('status', 'running'), 0, -1)) do
  if #running == most then break end
  if is_held[redis.call('HGET', key('execution', id), 'taskQueue')] then running[#running + 1] = id end
end
return { 'ok', tonumber(known[4]), {
  held, running, after and text(math.max(0, tonumber(after) - present)) or false
} }
`)
