-- The law of a job, as Redis keeps it. Put before every script that changes a state; Script.java puts before it
--   LAW   = {FROM = {TO = true, ...}, ...}, HOLDS = {STATE = true, ...}, FINAL = {STATE = true, ...}   from JobState
-- Key names are built here and in Keys.java, and nowhere else. Not for Redis Cluster: names are made from data.
local P = 'mayfly:'

local function now()
  local t = redis.call('TIME')
  return t[1] * 1000 + math.floor(t[2] / 1000)
end

local function index(add, scope, state, created, id)
  if add then
    redis.call('ZADD', P .. 'jobs:' .. scope .. ':' .. state, created, id)
  else
    redis.call('ZREM', P .. 'jobs:' .. scope .. ':' .. state, id)
  end
end

-- Fair shares: owners stand in one line by a virtual time that advances by one with each job started; a newcomer starts at
-- the present, never in the past (start-time fair queueing: Goyal, Vin, Cheng 1996). Within an owner: first come, first served.
local function enqueue(id, owner, seq)
  local key = P .. 'queue:' .. owner
  redis.call('ZADD', key, seq, id)
  if not redis.call('ZSCORE', P .. 'queue:owners', owner) then
    local clock = tonumber(redis.call('GET', P .. 'queue:clock') or '0')
    local rest = tonumber(redis.call('ZSCORE', P .. 'queue:rests', owner) or '0')
    redis.call('ZADD', P .. 'queue:owners', math.max(clock, rest), owner)
  end
end

local function dequeue(id, owner, started)
  redis.call('ZREM', P .. 'queue:' .. owner, id)
  local tag = tonumber(redis.call('ZSCORE', P .. 'queue:owners', owner) or '0')
  if started then
    redis.call('SET', P .. 'queue:clock', tag)
    redis.call('ZREMRANGEBYSCORE', P .. 'queue:rests', '-inf', tag)
    tag = tag + 1
  end
  if redis.call('EXISTS', P .. 'queue:' .. owner) == 1 then
    redis.call('ZADD', P .. 'queue:owners', tag, owner)
  else
    redis.call('ZREM', P .. 'queue:owners', owner)
    redis.call('ZADD', P .. 'queue:rests', tag, owner)
  end
end

local function announce(id, state, attempt, text)
  redis.call('XADD', P .. 'events:' .. id, 'MAXLEN', '100', '*', 's', state, 'a', attempt, 't', text)
  redis.call('PUBLISH', P .. 'news', id .. ' ' .. state)
end

-- Changes the state of a job, with everything that follows from it, or refuses. The only place where a state is written.
-- fields: {name, value, name, value, ...} further fields of the record. Returns 'OK', 'SAME', 'GONE', 'STALE', or 'NO' and the state that it is in.
local function change(id, to, attempt, at, fields, text)
  local key = P .. 'job:' .. id
  local r = redis.call('HMGET', key, 'state', 'attempt', 'owner', 'process', 'created', 'seq', 'keep', 'started', 'cookie')
  local from, owner, process, created = r[1], r[3], r[4], r[5]
  if not from then return {'GONE', ''} end
  if attempt ~= '' and attempt ~= r[2] then return {'STALE', from} end
  if from == to then return {'SAME', from} end
  if not (LAW[from] and LAW[from][to]) then return {'NO', from} end

  if from == 'QUEUED' then dequeue(id, owner, to == 'LAUNCHING') end
  if to == 'QUEUED' then enqueue(id, owner, r[6]) end
  if HOLDS[from] and not HOLDS[to] then
    redis.call('ZREM', P .. 'leases', id)
    if redis.call('HINCRBY', P .. 'slots', owner, -1) <= 0 then redis.call('HDEL', P .. 'slots', owner) end
    redis.call('ZADD', P .. 'endings', at, id .. '/' .. r[2] .. (r[9] and r[9] ~= '' and '/' .. r[9] or ''))
  elseif HOLDS[to] and not HOLDS[from] then
    redis.call('HINCRBY', P .. 'slots', owner, 1)
    redis.call('ZADD', P .. 'leases', at + 10000, id) -- never a slot without a lease; the caller sets its own
    r[2] = tostring(r[2] + 1)
    redis.call('HSET', key, 'attempt', r[2])
  end
  index(false, 'all', from, created, id)
  index(true, 'all', to, created, id)
  index(false, owner, from, created, id)
  index(true, owner, to, created, id)
  redis.call('HINCRBY', P .. 'counts:' .. process, from, -1)
  redis.call('HINCRBY', P .. 'counts:' .. process, to, 1)

  if FINAL[to] then
    local till = at + r[7]
    redis.call('HSET', key, 'finished', at, 'kept', till)
    redis.call('ZADD', P .. 'expiry', till, id)
    if to == 'SUCCESSFUL' and r[8] then
      redis.call('LPUSH', P .. 'runs:' .. process, at - r[8])
      redis.call('LTRIM', P .. 'runs:' .. process, 0, 39)
    end
  end
  redis.call('HSET', key, 'state', to, 'updated', at, unpack(fields))
  announce(id, to, r[2], text)
  return {'OK', to}
end

local function rest(from)
  local out = {}
  for i = from, #ARGV do out[#out + 1] = ARGV[i] end
  return out
end
