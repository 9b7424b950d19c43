-- Changes the state of one job under the law.
-- ARGV: 1 id, 2 to, 3 attempt that says so ('' = whoever may), 4 text of the event, 5 ms: of the lease (0 = none), or for RETRYING how long it waits, 6 what must be so: '' = nothing, 'STATE' = it is
-- in that state, 'STATE ms' = and its lease has run out so long ago, 7... fields
-- Returns {'OK' | 'SAME' | 'GONE' | 'STALE' | 'NO', state}. Callers: JobStore.change, WorkerLink
if ARGV[6] ~= '' then
  local state = redis.call('HGET', P .. 'job:' .. ARGV[1], 'state')
  local from, silent = ARGV[6]:match('^(%u+) ?(%d*)$')
  if state and state ~= from then return {'NO', state} end
  if silent ~= '' and (redis.call('ZSCORE', P .. 'leases', ARGV[1]) or 0) + silent > now() then return {'NO', state} end
end
local at = now()
local fields = rest(7)
if ARGV[2] == 'RUNNING' then
  fields[#fields + 1] = 'started'; fields[#fields + 1] = at
  fields[#fields + 1] = 'heard'; fields[#fields + 1] = at
end
local out = change(ARGV[1], ARGV[2], ARGV[3], at, fields, ARGV[4], tonumber(ARGV[5]))
if out[1] == 'OK' and ARGV[5] ~= '0' and HOLDS[ARGV[2]] then redis.call('ZADD', P .. 'leases', at + ARGV[5], ARGV[1]) end
return out
