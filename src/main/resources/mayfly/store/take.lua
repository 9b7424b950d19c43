-- Takes the next job for which a slot is free: the longest waiting job of the owner whose turn it is. LAUNCHING, attempt + 1, a lease.
-- ARGV: 1 slots in all, 2 slots of one owner, 3 lease in ms, 4 host
-- Returns the id, or '' when nothing is queued or no slot is free. Caller: QueueStore.take
local function first(owner)
  return redis.call('ZRANGE', P .. 'queue:' .. owner, 0, 0)[1]
end

-- An entry whose record is not there (evicted, or deleted by hand) or not queued must not stand in the way of all others for ever.
local function forget(id, owner)
  dequeue(id, owner, false)
  for _, scope in ipairs({'all', owner}) do
    index(false, scope, 'QUEUED', 0, id)
    if redis.call('EXISTS', P .. 'job:' .. id) == 0 then redis.call('ZREM', P .. 'jobs:' .. scope, id) end
  end
end

if redis.call('ZCARD', P .. 'leases') >= tonumber(ARGV[1]) then return '' end
local from = 0
while true do
  local owners = redis.call('ZRANGE', P .. 'queue:owners', from, from + 63)
  if #owners == 0 then return '' end
  for _, owner in ipairs(owners) do
    if tonumber(redis.call('HGET', P .. 'slots', owner) or '0') < tonumber(ARGV[2]) then
      local at = now()
      local id = first(owner)
      while id do
        local fields = {'launched', at, 'host', ARGV[4], 'pid', 0, 'cookie', '', 'cur', 0, 'tot', 0, 'msg', ''}
        if change(id, 'LAUNCHING', '', at, fields, 'on ' .. ARGV[4])[1] == 'OK' then
          redis.call('ZADD', P .. 'leases', at + ARGV[3], id)
          return id
        end
        forget(id, owner)
        id = first(owner)
      end
      redis.call('ZREM', P .. 'queue:owners', owner)
    end
  end
  from = from + 64
end
