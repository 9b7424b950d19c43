-- A failed job has been run again by another one: it remembers which, and lies among those that need no more looking after.
-- ARGV: 1 id, 2 id of the other
-- Returns 1, or 0 when it is no failed job, or has a successor. Caller: JobStore.ranAgain
local key = P .. 'job:' .. ARGV[1]
local r = redis.call('HMGET', key, 'state', 'again', 'process', 'seq', 'kind')
if r[1] ~= 'FAILED' or r[2] then return 0 end
redis.call('HSET', key, 'again', ARGV[2])
refile(ARGV[1], r[3], r[4], letter(r[5]), letter(r[5], true))
return 1
