-- Takes the next job for which a slot is free: the longest waiting job of the owner whose turn it is. LAUNCHING, attempt + 1, a lease.
-- ARGV: 1 slots in all, 2 slots of one owner, 3 lease in ms, 4 host, 5 node
-- Returns {1 when another could be taken now, else 0} and, when one was taken, its id and its record: {more, id, name, value, name, value, ...}.
-- Caller: QueueStore.take
local slots, most = tonumber(ARGV[1]), tonumber(ARGV[2])

-- The owner whose turn it is, of those who have a slot left; nil when no slot is free or nothing is queued. Whoever is passed over holds a slot, so that
-- fewer owners are looked at than there are slots.
local function turn()
  if redis.call('ZCARD', P .. 'leases') >= slots then return nil end
  local from = 0
  while true do
    local owners = redis.call('ZRANGE', P .. 'queue:owners', from, from + 15)
    for _, owner in ipairs(owners) do
      if tonumber(redis.call('HGET', P .. 'slots', owner) or '0') < most then return owner end
    end
    if #owners < 16 then return nil end
    from = from + 16
  end
end

-- An entry whose record is not there (evicted, or deleted by hand) or not queued must not stand in the way of all others for ever.
local function forget(id, owner)
  dequeue(id, owner, false)
  for _, process in ipairs(redis.call('SMEMBERS', P .. 'processes')) do relist(id, owner, process, 0, 'QUEUED', nil) end
end

local function start(id)
  local at = now()
  local fields = {'launched', at, 'host', ARGV[4], 'node', ARGV[5], 'pid', 0, 'stopped', '', 'cookie', '', 'cur', 0, 'tot', 0, 'msg', ''}
  if change(id, 'LAUNCHING', '', at, fields, 'on ' .. ARGV[4])[1] ~= 'OK' then return false end
  redis.call('ZADD', P .. 'leases', at + ARGV[3], id)
  return true
end

for _ = 1, 20 do
  local owner = turn()
  if not owner then return {0} end
  local id = redis.call('ZRANGE', P .. 'queue:' .. owner, 0, 0)[1]
  if not id then
    redis.call('ZREM', P .. 'queue:owners', owner)
  elseif start(id) then
    local out = redis.call('HGETALL', P .. 'job:' .. id)
    table.insert(out, 1, id)
    table.insert(out, 1, turn() and 1 or 0)
    return out
  else
    forget(id, owner)
  end
end
return {1} -- twenty entries without a job behind them are enough for one script; the next goes on
