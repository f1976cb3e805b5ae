/**
 * Who executes what, as Lua over the keys of `journalScripts.ts`: `until` of an owner is the end of its lease, in milliseconds
 * of the server's clock.
 *
 * An epoch is later than the one before and no earlier than the clock: so none is given twice, even if the server forgot
 * the last one.
 */
import { claiming, opening } from "./journalScripts.ts"
import * as Script from "./script.ts"

/** The identity of the journal that is here: `ARGV[1]`, if there was none. */
export const identify = Script.make(`
redis.call('HSETNX', KEYS[1], 'writes', 0)
redis.call('HSETNX', KEYS[1], 'journal', ARGV[1])
return redis.call('HMGET', KEYS[1], 'journal', 'writes')
`)

/**
 * `ARGV` from 4 on: milliseconds of the lease, who asks, the name of this one request, and the wanted task queues. Takes those
 * that are free and gives the epoch; or for how long others hold all of them, and who.
 */
export const take = Script.make(`${opening}${claiming}
local lease, by, token = tonumber(ARGV[4]), ARGV[5], ARGV[6]
local function begin(epoch)
  redis.call('HSET', root .. ':owner:' .. epoch, 'until', text(now + lease))
  return { 'ok', tonumber(known[4]), { 'taken', epoch } }
end

-- asked again, since the answer was lost, it is ours already
for _, epoch in ipairs(redis.call('SMEMBERS', root .. ':owners')) do
  if redis.call('HGET', root .. ':owner:' .. epoch, 'token') == token then return begin(epoch) end
end

local free, wait, another = {}, 1000, ''
for at = 7, #ARGV do
  local held, other = holder_of(ARGV[at], '')
  if held then
    wait, another = math.min(wait, held - now), other
  else
    free[#free + 1] = ARGV[at]
  end
end
if #free == 0 then return { 'ok', tonumber(known[4]), { 'held', text(wait), another } } end

local epoch = string.format('%.0f', math.max((tonumber(known[2] or '') or 0) + 1, math.floor(now)))
redis.call('HSET', root, 'epoch', epoch)
redis.call('HSET', root .. ':owner:' .. epoch, 'holder', by, 'token', token, 'since', moment)
redis.call('SADD', root .. ':owners', epoch)
for _, queue in ipairs(free) do claim(queue, epoch) end
return begin(epoch)
`)

/** `ARGV[4]`: milliseconds of the lease. Renews it once a third of it is gone, and says how much is left. */
export const renew = Script.make(`${opening}
local lease, owner = tonumber(ARGV[4]), root .. ':owner:' .. fence
local left = tonumber(redis.call('HGET', owner, 'until')) - now
if left < lease * 2 / 3 then
  left = lease
  redis.call('HSET', owner, 'until', text(now + lease))
end
return { 'ok', tonumber(known[4]), text(left) }
`)

/** `ARGV` from 4 on: the name of the request that took it, the channel on which others are told, and who tells. */
export const release = Script.make(`${opening}
for _, epoch in ipairs(redis.call('SMEMBERS', root .. ':owners')) do
  if redis.call('HGET', root .. ':owner:' .. epoch, 'token') == ARGV[4] then
    bury(epoch)
    redis.pcall('PUBLISH', ARGV[5], ARGV[6])
  end
end
return { 'ok', tonumber(known[4]), {} }
`)

/** `ARGV[4]`: an epoch that is over. Says who holds the last one after it, for a person to read. */
export const successor = Script.make(`${opening}
local last
for _, epoch in ipairs(redis.call('SMEMBERS', root .. ':owners')) do
  if tonumber(epoch) > tonumber(ARGV[4]) and (not last or tonumber(epoch) > tonumber(last)) then last = epoch end
end
return { 'ok', tonumber(known[4]), { last and redis.call('HGET', root .. ':owner:' .. last, 'holder') or false, last or false } }
`)
