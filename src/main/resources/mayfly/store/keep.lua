-- Has a finished job kept longer, never shorter.
-- ARGV: 1 id, 2 until when, in ms, 3 how long after its end at most, in ms
-- Returns {'OK' | 'SAME' | 'MOST' | 'NO' | 'GONE', until when it is kept; for MOST: until when at the latest}. Caller: JobStore.keep
local key = P .. 'job:' .. ARGV[1]
local r = redis.call('HMGET', key, 'state', 'finished', 'kept')
if not r[1] then return {'GONE', 0} end
if not FINAL[r[1]] then return {'NO', 0} end
local till, kept, latest = tonumber(ARGV[2]), tonumber(r[3]), r[2] + ARGV[3]
if till <= kept then return {'SAME', kept} end
if till > latest then return {'MOST', latest} end
redis.call('HSET', key, 'kept', till)
redis.call('ZADD', P .. 'expiry', till, ARGV[1])
return {'OK', till}
