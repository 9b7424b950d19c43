-- Where a queued job stands: how many start before it if nothing changes. Looks at 500 owners at most.
-- ARGV: 1 id, 2 owner
-- Returns {jobs before it, jobs queued, slots busy}, or {-1, ...} when it is not queued. Caller: QueueStore.place
local id, owner = ARGV[1], ARGV[2]
local queued, busy = tonumber(redis.call('GET', P .. 'queued') or '0'), redis.call('ZCARD', P .. 'leases')
local rank = redis.call('ZRANK', P .. 'queue:' .. owner, id)
if not rank then return {-1, queued, busy} end
local mine = tonumber(redis.call('ZSCORE', P .. 'queue:owners', owner)) + rank
local before = rank
local all = redis.call('ZRANGE', P .. 'queue:owners', 0, 499, 'WITHSCORES')
for i = 1, #all, 2 do
  if all[i] ~= owner then
    local ahead = math.floor(mine - tonumber(all[i + 1])) + (all[i] < owner and 1 or 0)
    before = before + math.max(0, math.min(ahead, redis.call('ZCARD', P .. 'queue:' .. all[i])))
  end
end
return {before, queued, busy}
