-- Writes the proof of an ending into a record that is still there.
-- ARGV: 1 id, 2... fields
-- Returns 1, or 0 when there is no such record. Caller: LeaseStore.proof
local key = P .. 'job:' .. ARGV[1]
if redis.call('EXISTS', key) == 0 then return 0 end
redis.call('HSET', key, unpack(rest(2)))
return 1
