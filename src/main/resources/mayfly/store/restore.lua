-- Restores the record of a job that the store has lost, from what its folder tells. Never touches one that is there.
-- ARGV: 1 id, 2 state, 3 attempt, 4 ms: of the lease for RUNNING, or how long RETRYING waits, 5 text of the event, 6 time (ms) at which it ended ('' = it has not), 7 entry of
-- the attempts whose processes are to be looked at ('' = none), 8... fields, those that it was created from among them
-- Returns {'OK'}, {'THERE', state}, or {'GONE'} when it was deleted. Caller: JobStore.restore
local id, state, attempt = ARGV[1], ARGV[2], ARGV[3]
local key = P .. 'job:' .. id
if redis.call('EXISTS', key) == 1 then return {'THERE', redis.call('HGET', key, 'state')} end
if redis.call('EXISTS', P .. 'gone:' .. id) == 1 then return {'GONE'} end

local at = now()
local fields = rest(8)
local f = {}
for i = 1, #fields, 2 do f[fields[i]] = fields[i + 1] end
local function set(name, value)
  fields[#fields + 1] = name; fields[#fields + 1] = value
end

-- Jobs to come have higher numbers.
if redis.call('EXISTS', P .. 'seq') == 0 then redis.call('MSET', P .. 'seq', f.seq, P .. 'since', at) end
if tonumber(redis.call('GET', P .. 'seq')) < tonumber(f.seq) then redis.call('SET', P .. 'seq', f.seq) end
-- Its token may have made another job since.
if f.token ~= '' and not redis.call('SET', P .. 'token:' .. f.token, id, 'NX') then set('token', '') end

redis.call('SADD', P .. 'processes', f.process)
relist(id, f.owner, f.process, f.seq, nil, state)
if state == 'FAILED' then refile(id, f.process, f.seq, nil, letter(f.kind)) end
if state == 'QUEUED' then enqueue(id, f.owner, f.seq) end
if state == 'RETRYING' then
  redis.call('ZADD', P .. 'retrying', at + ARGV[4], id)
  set('next', at + ARGV[4])
end
if HOLDS[state] then
  redis.call('HINCRBY', P .. 'slots', f.owner, 1)
  redis.call('ZADD', P .. 'leases', at + ARGV[4], id)
end
if FINAL[state] then
  local till = ARGV[6] + f.keep
  set('finished', ARGV[6])
  set('kept', till)
  redis.call('ZADD', P .. 'expiry', till, id)
end
if ARGV[7] ~= '' then redis.call('ZADD', P .. 'endings', at, ARGV[7]) end
local story = tell('', 0, f.created, 'QUEUED', 0, '')
redis.call('HSET', key, 'state', state, 'attempt', attempt, 'updated', at, 'told', 2, 'story', tell(story, 1, at, state, attempt, ARGV[5]), unpack(fields))
-- Whether the letter about its end was sent is not known: it is, again perhaps, under the name by which its reader can tell; not of old jobs.
if FINAL[state] and at - ARGV[6] < 86400000 then post(id, state, at, f) end
announce(id, state)
return {'OK'}
