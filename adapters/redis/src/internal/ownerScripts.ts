/**
 * Who executes, as Lua over fields of the journal's hash: `epoch`, `holder`, `token` and `until`, the end of the lease in
 * milliseconds of the server's clock.
 *
 * An epoch is later than the one before and no earlier than the clock: so none is given twice, even if the server forgot
 * the last one.
 */
import { opening } from "./journalScripts.ts"
import * as Script from "./script.ts"

/** The identity of the journal that is here: `ARGV[1]`, if there was none. */
export const identify = Script.make(`
redis.call('HSETNX', KEYS[1], 'writes', 0)
redis.call('HSETNX', KEYS[1], 'journal', ARGV[1])
return redis.call('HMGET', KEYS[1], 'journal', 'writes')
`)

/**
 * `ARGV` from 4 on: milliseconds of the lease, who asks, and the name of this one request. Gives the epoch, or who holds it
 * and for how long.
 */
export const take = Script.make(`${opening}
local lease, holder, token = tonumber(ARGV[4]), ARGV[5], ARGV[6]
local held = tonumber(known[3] or '')
local before, by = unpack(redis.call('HMGET', root, 'holder', 'token'))
-- asked again, since the answer was lost, it is ours already
if held and by ~= token and held > now then return { 'ok', tonumber(known[4]), { 'held', text(held - now), before } } end
if not held or by ~= token then
  known[2] = string.format('%.0f', math.max((tonumber(known[2] or '') or 0) + 1, math.floor(now)))
end
redis.call('HSET', root, 'epoch', known[2], 'holder', holder, 'token', token, 'since', moment, 'until', text(now + lease))
return { 'ok', tonumber(known[4]), { 'taken', known[2] } }
`)

/** `ARGV[4]`: milliseconds of the lease. Renews it once a third of it is gone, and says how much is left. */
export const renew = Script.make(`${opening}
local lease, left = tonumber(ARGV[4]), tonumber(known[3]) - now
if left < lease * 2 / 3 then
  left = lease
  redis.call('HSET', root, 'until', text(now + lease))
end
return { 'ok', tonumber(known[4]), text(left) }
`)

/** `ARGV` from 4 on: the name of the request that took it, the channel on which others are told, and who tells. */
export const release = Script.make(`${opening}
if redis.call('HGET', root, 'token') == ARGV[4] then
  redis.call('HDEL', root, 'until', 'holder', 'token')
  redis.pcall('PUBLISH', ARGV[5], ARGV[6])
end
return { 'ok', tonumber(known[4]), {} }
`)

/** Who holds the term now, for a person to read. */
export const holder = Script.make(`${opening}
return { 'ok', tonumber(known[4]), redis.call('HMGET', root, 'holder', 'epoch') }
`)
