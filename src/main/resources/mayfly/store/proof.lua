-- Writes what is left of an attempt that has ended into its record, when it is still the record's attempt; where nothing is left, takes it off the list. Once, and only by the
-- node that buries on that host: whoever was asleep when another took over has no say.
-- ARGV: 1 node, 2 host, 3 entry of the list, 4 job, 5 attempt, 6 1 = nothing is left, else 0, 7... fields; none = there is nothing to prove
-- Returns 1, or 0 when it is not listed, or this node does not bury there. Caller: LeaseStore.proof
if redis.call('HGET', P .. 'undertakers', ARGV[2]) ~= ARGV[1] then return 0 end
if not redis.call('ZSCORE', P .. 'endings', ARGV[3]) then return 0 end
local key = P .. 'job:' .. ARGV[4]
if #ARGV > 6 and redis.call('HGET', key, 'attempt') == ARGV[5] then redis.call('HSET', key, unpack(rest(7))) end
if ARGV[6] == '1' then redis.call('ZREM', P .. 'endings', ARGV[3]) end
return 1
