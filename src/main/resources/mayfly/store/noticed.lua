-- What became of a letter, written into the record by who had taken it; and when the next one is due.
-- ARGV: 1 id, 2 until when it was taken, 3 'success', 'failure' or 'progress'; '' = nothing was sent, 4 what was said, 5 ms: until the next try ('' = none follows); for
-- progress until the next letter at the earliest
-- Returns 1, or 0 when the job is gone or another has taken it meanwhile. Caller: Outbox.noticed
local id, kind, wait = ARGV[1], ARGV[3], ARGV[5]
local key = P .. 'job:' .. id
local r = redis.call('HMGET', key, 'calling', 'state', 'called.' .. kind, 'onsuccess', 'onfailure')
if r[1] ~= ARGV[2] then return 0 end
local at = now()
local due = 0
redis.call('HDEL', key, 'calling')
redis.call('ZREM', P .. 'outbox', id)
if kind == 'progress' then
  redis.call('HSET', key, 'hush', at + wait)
elseif wait ~= '' then
  due = at + wait
end
if due > 0 then
  redis.call('ZADD', P .. 'outbox', due, id)
elseif (kind == 'progress' or kind == '') and FINAL[r[2]] then
  post(id, r[2], at, {onsuccess = r[4], onfailure = r[5]}) -- it has ended while that was on its way
end
if kind ~= '' then
  local sent = r[3] and r[3]:match('^%d+') or '0'
  redis.call('HSET', key, 'called.' .. kind, string.format('%d %s %.0f %.0f', sent + 1, ARGV[4], at, due))
end
return 1
