-- Takes letters that are due, each for a while: whoever has not said by then what became of it has died, and it is due again.
-- ARGV: 1 how many at most, 2 for how long, in ms
-- Returns {id, until when it is taken, id, until, ...}; the second fences out late words. Caller: Outbox.claim
local at = now()
local till = string.format('%.0f', at + ARGV[2])
local out = {}
for _, id in ipairs(redis.call('ZRANGEBYSCORE', P .. 'outbox', '-inf', at, 'LIMIT', 0, ARGV[1])) do
  if redis.call('EXISTS', P .. 'job:' .. id) == 1 then
    redis.call('ZADD', P .. 'outbox', till, id)
    redis.call('HSET', P .. 'job:' .. id, 'calling', till)
    out[#out + 1] = id; out[#out + 1] = till
  else
    redis.call('ZREM', P .. 'outbox', id) -- deleted by hand
  end
end
return out
