-- Has the next attempt of a job begin without waiting any longer.
-- ARGV: 1 id
-- Returns 1, or 0 when it waits for none. Caller: JobStore.hurry
local key = P .. 'job:' .. ARGV[1]
if redis.call('HGET', key, 'state') ~= 'RETRYING' then return 0 end
local at = now()
if tonumber(redis.call('ZSCORE', P .. 'retrying', ARGV[1]) or '0') <= at then return 1 end
redis.call('ZADD', P .. 'retrying', at, ARGV[1])
redis.call('HSET', key, 'next', at)
announce(ARGV[1], 'RETRYING')
return 1
