-- Takes the next job for which a slot is free: the longest waiting job of the owner whose turn it is. LAUNCHING, attempt + 1, a lease.
-- ARGV: 1 slots in all, 2 slots of one owner, 3 lease in ms, 4 host
-- Returns the id, or '' when nothing is queued or no slot is free. Caller: QueueStore.take
if redis.call('ZCARD', P .. 'leases') >= tonumber(ARGV[1]) then return '' end
local from = 0
while true do
  local owners = redis.call('ZRANGE', P .. 'queue:owners', from, from + 63)
  if #owners == 0 then return '' end
  for _, owner in ipairs(owners) do
    if tonumber(redis.call('HGET', P .. 'slots', owner) or '0') < tonumber(ARGV[2]) then
      local id = redis.call('ZRANGE', P .. 'queue:' .. owner, 0, 0)[1]
      local at = now()
      change(id, 'LAUNCHING', '', at, {'launched', at, 'host', ARGV[4], 'pid', 0, 'cur', 0, 'tot', 0, 'msg', ''}, 'on ' .. ARGV[4])
      redis.call('ZADD', P .. 'leases', at + ARGV[3], id)
      return id
    end
  end
  from = from + 64
end
