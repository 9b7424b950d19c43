-- One page of jobs, newest first.
-- ARGV: 1 scope ('all' or an owner), 2 process ('' = any), 3 offset, 4 count, 5... states (none = any)
-- Returns {total, id, id, ...}. One state or all: O(log n + count). Several states, or a process: reads that selection. Caller: JobStore.list
local base, process, offset, count = P .. 'jobs:' .. ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
local states = rest(5)
local ids
if process == '' and #states <= 1 then
  local key = #states == 0 and base or base .. ':' .. states[1]
  ids = redis.call('ZREVRANGE', key, offset, offset + count - 1)
  table.insert(ids, 1, redis.call('ZCARD', key))
  return ids
end
local keys = {base}
if #states > 0 then
  keys = {}
  for i, s in ipairs(states) do keys[i] = base .. ':' .. s end
end
ids = redis.call('ZUNION', #keys, unpack(keys))
local out = {0}
for i = #ids, 1, -1 do
  if process == '' or redis.call('HGET', P .. 'job:' .. ids[i], 'process') == process then
    out[1] = out[1] + 1
    if out[1] > offset and #out <= count then out[#out + 1] = ids[i] end
  end
end
return out
