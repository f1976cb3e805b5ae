/**
 * What becomes of an account's hash: `revision`, `tokens`, and the claim on them with its end, `until`, in milliseconds of
 * the server's clock.
 *
 * A revision is later than the one before and no earlier than the clock: so none is given twice even if the server forgot
 * the last one.
 */
import * as Script from "./script.ts"

const opening = `
local key = KEYS[1]
local revision, tokens = unpack(redis.call('HMGET', key, 'revision', 'tokens'))
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local function next_revision() return string.format('%.0f', math.max((tonumber(revision or '') or 0) + 1, now)) end
local function put(text)
  local follows = next_revision()
  redis.call('DEL', key)
  redis.call('HSET', key, 'revision', follows, 'tokens', text)
  return follows
end
`

export const read = Script.make(`${opening}
if not tokens then return nil end
return { revision, tokens }
`)

/** `ARGV[1]`: the tokens' text. */
export const write = Script.make(`${opening}
return put(ARGV[1])
`)

/** `ARGV`: the revision, milliseconds of the lease, the claim's name. */
export const claim = Script.make(`${opening}
if not tokens or revision ~= ARGV[1] then return { 'moved' } end
local holder, ends = unpack(redis.call('HMGET', key, 'claim', 'until'))
-- asked again, since the answer was lost, it is ours already
if holder and holder ~= ARGV[3] and tonumber(ends) > now then
  return { 'busy', string.format('%.0f', tonumber(ends) - now) }
end
redis.call('HSET', key, 'claim', ARGV[3], 'until', string.format('%.0f', now + math.ceil(tonumber(ARGV[2]))))
return { 'claimed' }
`)

/** `ARGV`: the revision, and the text of the tokens that follow it. */
export const replace = Script.make(`${opening}
if not tokens or revision ~= ARGV[1] then return nil end
return put(ARGV[2])
`)

/** `ARGV[1]`: the claim's name. */
export const release = Script.make(`${opening}
if redis.call('HGET', key, 'claim') == ARGV[1] then redis.call('HDEL', key, 'claim', 'until') end
return ''
`)

/** What stays for a day is the revision: a clock that goes back by less gives none of before. */
export const remove = Script.make(`${opening}
if not tokens then return nil end
local follows = next_revision()
redis.call('DEL', key)
redis.call('HSET', key, 'revision', follows)
redis.call('PEXPIRE', key, 86400000)
return { revision, tokens }
`)
