-- Creates a job: record, lists, queue entry and first entry of its history, or nothing at all.
-- ARGV: 1 id, 2 owner, 3 process, 4 token ('' = none), 5 most jobs queued in all, 6 most queued of one owner, 7 time (ms) after which nobody waits for the
-- answer any more, 8... fields of the record
-- Returns {'OK' | 'REPEATED' | 'FULL' | 'OWNER_FULL' | 'LATE', id}, and with OK the time of creation and its number. Caller: JobStore.create
local id, owner, process, token = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local key = P .. 'job:' .. id
if token ~= '' then
  local known = redis.call('GET', P .. 'token:' .. token)
  if known == id then return {'OK', id, unpack(redis.call('HMGET', key, 'created', 'seq'))} end
  if known and redis.call('EXISTS', P .. 'job:' .. known) == 1 then return {'REPEATED', known} end
end
if redis.call('EXISTS', key) == 1 then return {'OK', id, unpack(redis.call('HMGET', key, 'created', 'seq'))} end
if tonumber(redis.call('GET', P .. 'queued') or '0') >= tonumber(ARGV[5]) then return {'FULL', ''} end
if redis.call('ZCARD', P .. 'queue:' .. owner) >= tonumber(ARGV[6]) then return {'OWNER_FULL', ''} end

local at = now()
if at > tonumber(ARGV[7]) then return {'LATE', ''} end
local seq = number(at)
if token ~= '' then redis.call('SET', P .. 'token:' .. token, id) end
redis.call('HSET', key, 'state', 'QUEUED', 'attempt', 0, 'created', at, 'updated', at, 'seq', seq, 'owner', owner, 'process', process, 'token', token,
  'told', 1, 'story', tell('', 0, at, 'QUEUED', 0, ''), unpack(rest(8)))
redis.call('SADD', P .. 'processes', process)
relist(id, owner, process, seq, nil, 'QUEUED')
enqueue(id, owner, seq)
announce(id, 'QUEUED')
return {'OK', id, string.format('%.0f', at), string.format('%.0f', seq)}
