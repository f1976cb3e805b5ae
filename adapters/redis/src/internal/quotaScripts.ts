/**
 * The book of a budget as Lua over sorted sets, step for step what `ledger.ts` of client-core does in memory: a test plays
 * both against each other.
 *
 * Moments are milliseconds of the server's clock. Each script is one step, and leaves every key with an end.
 */
import * as Script from "./script.ts"

/** In the order of `KEYS`. Permits are members; the scores are moments. */
export const parts = ["book", "out", "ended", "others", "since", "under"] as const

/**
 * `ARGV[1]` is the moment in tests, and empty where the server's own time counts. Time never goes back: where the server's
 * clock does, as after a fail-over, `behind` makes up for it.
 */
const opening = `
local book_key, out, ended, others, since, under = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local hour, margin, glance, unseen_share, after_count, after_refusal = 3600000, 2, 25, 0.05, 2, 4

local function text(number) return string.format('%.17g', number) end

local book = {}
local fields = redis.call('HGETALL', book_key)
for at = 1, #fields, 2 do book[fields[at]] = fields[at + 1] end
local function get(field, absent) return tonumber(book[field] or '') or absent end
local function set(field, number) book[field] = number and text(number) or nil end

-- some of the keys were evicted: what is left says nothing of what was sent
if get('outs', 0) ~= redis.call('ZCARD', out) or get('outs', 0) ~= redis.call('ZCARD', since)
  or get('outs', 0) ~= redis.call('HLEN', under) or get('ends', 0) ~= redis.call('ZCARD', ended)
  or get('notes', 0) ~= redis.call('ZCARD', others) then
  redis.call('DEL', out, ended, others, since, under)
  for field in pairs(book) do
    if string.sub(field, 1, 6) == 'under:' then book[field] = nil end
  end
  for _, field in ipairs({ 'settled', 'scout', 'inherited', 'inherited_until', 'met', 'total', 'forgotten' }) do
    book[field] = nil
  end
end

local time = redis.call('TIME')
local clock = tonumber(ARGV[1]) or (tonumber(time[1]) * 1000 + tonumber(time[2]) / 1000)
local behind = math.max(get('behind', 0), get('last', clock) - clock)
local now = clock + behind
set('last', now)
set('behind', behind)

local function after(key, moment) return redis.call('ZCOUNT', key, '(' .. text(moment), '+inf') end
local function first_after(key, moment)
  return tonumber(redis.call('ZRANGEBYSCORE', key, '(' .. text(moment), '+inf', 'WITHSCORES', 'LIMIT', 0, 1)[2] or '')
end
local function total_until(moment)
  return tonumber(redis.call('ZREVRANGEBYSCORE', others, text(moment), '-inf', 'LIMIT', 0, 1)[1] or '')
    or get('forgotten', 0)
end
local function others_between(from, to) return total_until(to) - total_until(from) end

local function count_under(limit, change)
  local count = get('under:' .. limit, 0) + change
  set('under:' .. limit, count > 0 and count)
end

-- the last moment for its answer, if the permit was out
local function remove(permit)
  local at = redis.call('ZSCORE', out, permit)
  if not at then return nil end
  count_under(redis.call('HGET', under, permit), -1)
  redis.call('ZREM', out, permit)
  redis.call('ZREM', since, permit)
  redis.call('HDEL', under, permit)
  return tonumber(at)
end

local function finish(permit, moment) redis.call('ZADD', ended, text(moment), permit) end

local function close(answer)
  set('outs', redis.call('ZCARD', out))
  set('ends', redis.call('ZCARD', ended))
  set('notes', redis.call('ZCARD', others))
  local flat = {}
  for field, value in pairs(book) do
    flat[#flat + 1] = field
    flat[#flat + 1] = value
  end
  redis.call('DEL', book_key)
  redis.call('HSET', book_key, unpack(flat))
  local left = 2 * math.max(hour, get('longest', hour)) + hour + math.max(0, get('paused_until', now) - now)
  for _, key in ipairs(KEYS) do redis.call('PEXPIRE', key, string.format('%.0f', math.min(left, 1e13))) end
  return answer
end
`

/** `ARGV` 2 to 5: the class, the limit and the window that hold until an answer says otherwise, the permit. */
const asking = `
local class, assumed_limit, assumed_window, permit = ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4]), ARGV[5]
local function length() return get('window', assumed_window) + margin end
local function limit_of()
  return math.max(1, get('limit:' .. class) or math.min(assumed_limit, get('limit:default', math.huge)))
end
`

/** The permit's own name back, or how many milliseconds to wait. */
export const take = Script.make(`${opening}${asking}
local hold = tonumber(ARGV[6])
-- asked again, since the answer was lost
if redis.call('ZSCORE', out, permit) then return close('granted') end

local span = length()
set('latest', span)
set('longest', math.max(get('longest', hour), span))

for _, late in ipairs(redis.call('ZRANGEBYSCORE', out, '-inf', text(now - span))) do finish(late, remove(late)) end
if get('inherited_until') and get('inherited_until') <= now then
  book.inherited, book.inherited_until, book.settled = nil, nil, nil
end
local from = math.min(now, tonumber(redis.call('ZRANGE', since, 0, 0, 'WITHSCORES')[2] or '') or now)
redis.call('ZREMRANGEBYSCORE', ended, '-inf', text(from - span))
set('forgotten', total_until(from - 2 * span))
redis.call('ZREMRANGEBYSCORE', others, '-inf', text(from - 2 * span))

local function wait(millis) return close(text(millis)) end
if get('paused_until', now) > now then return wait(get('paused_until') - now) end
if not book.settled and book.scout and redis.call('ZSCORE', out, book.scout) then return wait(glance) end

local own = limit_of()
local limit = own
for field in pairs(book) do
  if string.sub(field, 1, 6) == 'under:' then limit = math.min(limit, tonumber(string.sub(field, 7))) end
end
local outs = redis.call('ZCARD', out)
local shared = get('shared_until', now) > now
local recent = others_between(now - span, now)
local before = others_between(now - 2 * span, now - span)
local reserved = get('inherited', 0) + math.max(recent, math.min(
  math.max(recent, before) + (shared and (math.ceil(limit * unseen_share) + outs) or 0), limit - 1))
if after(ended, now - span) + outs + reserved >= limit then
  local soonest = math.min(
    span,
    (first_after(out, now - span) or now) + span - now,
    (first_after(ended, now - span) or now) + span - now,
    (first_after(others, now - span) or now) + span - now,
    (first_after(others, now - 2 * span) or now) + 2 * span - now,
    (get('inherited_until', math.huge)) - now,
    shared and math.max(glance, span * unseen_share) or math.huge
  )
  return wait(limit < own and math.min(soonest, glance) or soonest)
end
if shared then
  if get('evenly_from', now) > now then return wait(get('evenly_from') - now) end
  set('evenly_from', math.max(get('evenly_from', now - glance), now - glance) + span / limit)
end
redis.call('ZADD', out, text(now + hold), permit)
redis.call('ZADD', since, text(now), permit)
redis.call('HSET', under, permit, text(own))
count_under(text(own), 1)
if not book.settled then book.scout = permit end
return close('granted')
`)

/**
 * `ARGV` 6 to 8: what can be believed of the answer, its limit, its window and how much is used; empty where it says
 * nothing. A permit that is not known may have been lost with the server's memory: it counts from now, which is never too
 * short.
 */
export const settle = Script.make(`${opening}${asking}
local told_limit, told_window, told_used = tonumber(ARGV[6]), tonumber(ARGV[7]), tonumber(ARGV[8])
local sent = tonumber(redis.call('ZSCORE', since, permit) or '') or now

local function revise(field, value, careful)
  local known, at = get(field), get(field .. '@')
  if not known or (value ~= known and (careful or sent >= at)) then
    set(field, value)
    set(field .. '@', now)
  end
end

if told_used then
  local before = length()
  if told_window then revise('window', told_window, told_window > get('window', 0)) end
  if told_limit then revise('limit:' .. class, told_limit, told_limit < get('limit:' .. class, 0)) end
  local start = sent - math.max(before, length())
  local ours = after(ended, start) + redis.call('ZCARD', out)
  local known = others_between(start, now)
  if get('inherited_until') and get('inherited_until') > sent then known = known + get('inherited') end
  local more = math.min(told_used, told_limit or limit_of()) - ours - known
  if more > 0 and book.met then
    local total = get('total', 0) + more
    set('total', total)
    redis.call('ZADD', others, text(now), string.format('%020.0f', total))
    set('shared_until', math.max(get('shared_until', now), now + after_count * length()))
  elseif more > 0 then
    set('inherited', more)
    set('inherited_until', now + length())
  end
end
if remove(permit) or not redis.call('ZSCORE', ended, permit) then finish(permit, now) end
book.met = '1'
if not book.settled and book.scout == permit then book.settled = '1' end
return close('')
`)

/** `ARGV[2]`: the permit. It takes room for as long as the server may still count its request. */
export const abandon = Script.make(`${opening}
local at = remove(ARGV[2])
if at then finish(ARGV[2], at) end
return close('')
`)

/** `ARGV[2]`: the permit. */
export const release = Script.make(`${opening}
remove(ARGV[2])
return close('')
`)

/** `ARGV[2]`: milliseconds. */
export const pause = Script.make(`${opening}
set('paused_until', math.max(get('paused_until', now), now + tonumber(ARGV[2])))
book.settled, book.scout = nil, nil
set('shared_until', math.max(get('shared_until', 0), get('paused_until') + after_refusal * get('latest', 0)))
return close('')
`)
