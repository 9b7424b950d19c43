-- Notes facts about the process of an attempt, when that attempt is still the current one and holds its slot.
-- ARGV: 1 id, 2 attempt, 3 lease in ms (0 = leave it), 4... fields; the field 'seen' with value 'now' becomes the time
-- Returns 1, or 0 when it is of no interest any more. Caller: LeaseStore.note
local key = P .. 'job:' .. ARGV[1]
local r = redis.call('HMGET', key, 'state', 'attempt')
if not r[1] or not HOLDS[r[1]] or r[2] ~= ARGV[2] then return 0 end
local at = now()
local fields = rest(4)
for i = 1, #fields, 2 do
  if fields[i + 1] == 'now' then fields[i + 1] = at end
end
if #fields > 0 then redis.call('HSET', key, unpack(fields)) end
if ARGV[3] ~= '0' then redis.call('ZADD', P .. 'leases', at + ARGV[3], ARGV[1]) end
return 1
