/** What is asked of the journal, and what is forgotten of it, as Lua over the keys of `journalScripts.ts`. */
import { changing, members, opening } from "./journalScripts.ts"
import * as Script from "./script.ts"

/** `ARGV[4]`: the execution. */
export const find = Script.make(`${opening}
return { 'ok', tonumber(known[4]), redis.call('HGETALL', key('execution', ARGV[4])) }
`)

/** `ARGV[4]`: the execution. One picture, since nothing comes between. */
export const history = Script.make(`${opening}
local id = ARGV[4]
local row = redis.call('HGETALL', key('execution', id))
if #row == 0 then return { 'ok', tonumber(known[4]), {} } end
local children = {}
local function add(child)
  local found = redis.call('HMGET', key('execution', child), 'status', 'exit', 'parent', 'awaited')
  if not found[1] then return end
  local awaited = (found[3] == id and found[4] == '1') or redis.call('ZSCORE', key('waiters', child), id)
  children[#children + 1] = { child, found[1], found[2], awaited and 1 or 0 }
end
for _, child in ipairs(redis.call('ZRANGE', key('children', id), 0, -1)) do add(child) end
for _, child in ipairs(redis.call('SMEMBERS', key('others', id))) do add(child) end
return { 'ok', tonumber(known[4]), {
  row, redis.call('HGETALL', key('steps', id)), redis.call('HGETALL', key('signals', id)), children
} }
`)

/** As many as are looked at in one go, whether they are what is looked for or not. */
const looks = 500

/**
 * `ARGV` from 4 on: before which sequence, how many at most, which workflow and which parent (empty, or after a `=`), and
 * then statuses; all of them where none is named. Gives executions, the newest first, and where to go on, if that was not all.
 */
export const list = Script.make(`${opening}
local before, most = ARGV[4], tonumber(ARGV[5])
local workflow, parent = ARGV[6] ~= '' and string.sub(ARGV[6], 2), ARGV[7] ~= '' and string.sub(ARGV[7], 2)
local wanted, any = {}, #ARGV == 7
local sources, size = { root .. ':all' }, redis.call('ZCARD', root .. ':all')
local function narrow(to)
  local count = 0
  for _, source in ipairs(to) do count = count + redis.call('ZCARD', source) end
  if count < size then sources, size = to, count end
end
if not any then
  local of = {}
  for at = 8, #ARGV do
    wanted[ARGV[at]] = true
    of[#of + 1] = key('status', ARGV[at])
  end
  narrow(of)
end
if workflow then narrow({ key('workflow', workflow) }) end
if parent then narrow({ key('children', parent) }) end

local candidates = {}
local whole = true
for _, source in ipairs(sources) do
  local some = redis.call('ZREVRANGEBYSCORE', source, before, '-inf', 'WITHSCORES', 'LIMIT', 0, ${looks})
  whole = whole and #some < ${2 * looks}
  for at = 1, #some, 2 do candidates[#candidates + 1] = { some[at], tonumber(some[at + 1]) } end
end
table.sort(candidates, function(one, other) return one[2] > other[2] end)

local rows, bytes, last = {}, 0, false
for at, candidate in ipairs(candidates) do
  -- further down, sources that were cut short have what is missing here
  if #rows == most or bytes > 4000000 or at > ${looks} then
    whole = false
    break
  end
  last = candidate[2]
  local x = key('execution', candidate[1])
  local found = redis.call('HMGET', x, 'status', 'workflow', 'parent')
  if (any or wanted[found[1]]) and (not workflow or found[2] == workflow) and (not parent or found[3] == parent) then
    local row = redis.call('HGETALL', x)
    for _, value in ipairs(row) do bytes = bytes + #value end
    rows[#rows + 1] = { candidate[1], row }
  end
end
return { 'ok', tonumber(known[4]), { rows, not whole and last and string.format('(%.0f', last) } }
`)

/** So many signals at a time, so that no step is long. */
const orphaned = 1000

/** Forgets signals whose execution never came. `ARGV[4]`: their age in milliseconds. */
export const forgetEarly = Script.make(`${opening}${members}
local until_then = text(now - tonumber(ARGV[4]))
for _, came in ipairs(redis.call('ZRANGEBYSCORE', root .. ':early', '-inf', until_then, 'LIMIT', 0, ${orphaned})) do
  local id, name = parts(came)
  redis.call('HDEL', key('signals', id), name)
  redis.call('ZREM', root .. ':early', came)
end
return { 'ok', tonumber(known[4]), {} }
`)

/**
 * Forgets executions that have ended, the first to end first. `ARGV` from 4 on: their age in milliseconds, how many at
 * most, how many to pass over, and whether only children that nobody asks for again. Gives how many it forgot, how many it met that somebody may yet ask for, and whether that
 * was all.
 */
export const forget = Script.make(`${opening}${changing}
local most, passed = tonumber(ARGV[5]), tonumber(ARGV[6])
local until_then = text(now - tonumber(ARGV[4]))
local old = redis.call('ZRANGEBYSCORE', root .. ':ended', '-inf', until_then, 'LIMIT', passed, ${looks})
local forgotten, kept = 0, 0
for _, id in ipairs(old) do
  if forgotten == most then break end
  local x = key('execution', id)
  local row = redis.call('HMGET', x, 'status', 'workflow', 'parent')
  local waiters = redis.call('ZRANGE', key('waiters', id), 0, -1)
  local above = row[3] and status_of(row[3])
  local needed = above and unfinished[above]
  -- nobody asks again for what succeeded below what succeeded
  if ARGV[7] == 'children' then
    needed = needed or not row[3] or row[1] ~= 'succeeded' or (above and above ~= 'succeeded')
  end
  for _, parent in ipairs(waiters) do needed = needed or unfinished[status_of(parent)] end
  if needed then
    kept = kept + 1
  else
    forgotten = forgotten + 1
    redis.call('ZREM', root .. ':ended', id)
    for _, index in ipairs({ root .. ':all', key('status', row[1]), key('workflow', row[2]) }) do
      redis.call('ZREM', index, id)
    end
    if row[3] then redis.call('ZREM', key('children', row[3]), id) end
    for _, parent in ipairs(waiters) do redis.call('SREM', key('others', parent), id) end
    redis.call('UNLINK', x, key('steps', id), key('failed', id), key('signals', id), key('waiters', id))
    for _, name in ipairs(redis.call('HKEYS', key('timers', id))) do
      redis.call('ZREM', root .. ':due', member(id, name))
    end
    redis.call('UNLINK', key('timers', id))
  end
end
return { 'ok', tonumber(known[4]), { forgotten, kept, (#old < ${looks} and forgotten + kept == #old) and 1 or 0 } }
`)
