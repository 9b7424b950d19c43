-- A sign of life of a worker: renews the lease and stores progress, when the attempt is still the current one and running.
-- ARGV: 1 id, 2 attempt, 3 lease in ms, 4... fields
-- Returns 'OK', or the state that it is in ('' = gone) when the worker has no say any more. Caller: WorkerLink.beat
local key = P .. 'job:' .. ARGV[1]
local r = redis.call('HMGET', key, 'state', 'attempt', 'onprogress', 'hush')
if not r[1] then return '' end
if r[1] ~= 'RUNNING' or r[2] ~= ARGV[2] then return r[1] end
local at = now()
redis.call('ZADD', P .. 'leases', at + ARGV[3], ARGV[1])
redis.call('HSET', key, 'heard', at, unpack(rest(4)))
if r[3] and #ARGV > 3 then post(ARGV[1], 'RUNNING', at, {onprogress = r[3], hush = r[4]}) end
return 'OK'
