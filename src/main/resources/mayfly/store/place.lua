-- Where a queued job stands: how many start before it if nothing changes and no owner has all the slots that one may have. Of the owners whose turn comes
-- before it the first 100 are looked at; each further one counts as one job, so that the answer is 'at least'.
-- ARGV: 1 id, 2 owner
-- Returns {jobs before it, jobs queued, slots busy, 1 when exact, else 0}, or {-1, ...} when it is not queued. Caller: QueueStore.places
local MOST = 100
local id, owner = ARGV[1], ARGV[2]
local queued, busy = tonumber(redis.call('GET', P .. 'queued') or '0'), redis.call('ZCARD', P .. 'leases')
local rank = redis.call('ZRANK', P .. 'queue:' .. owner, id)
local tag = redis.call('ZSCORE', P .. 'queue:owners', owner)
if not (rank and tag) then return {-1, queued, busy, 1} end

-- Its turn comes when the virtual time of its owner has reached this; at the same time owners go by name.
local mine = tonumber(tag) + rank
local before = rank
local ahead = redis.call('ZRANGEBYSCORE', P .. 'queue:owners', '-inf', mine, 'WITHSCORES', 'LIMIT', 0, MOST)
for i = 1, #ahead, 2 do
  if ahead[i] ~= owner then
    local turns = mine - tonumber(ahead[i + 1]) + (ahead[i] < owner and 1 or 0)
    before = before + math.min(turns, redis.call('ZCARD', P .. 'queue:' .. ahead[i]))
  end
end
local further = redis.call('ZCOUNT', P .. 'queue:owners', '-inf', '(' .. mine) - MOST
return {before + math.max(0, further), queued, busy, further > 0 and 0 or 1}
