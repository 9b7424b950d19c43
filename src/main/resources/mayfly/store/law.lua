-- The law of a job, as Redis keeps it. Put before every script that changes a state; Script.java puts before it
--   LAW   = {FROM = {TO = true, ...}, ...}, HOLDS = {STATE = true, ...}, FINAL = {STATE = true, ...}   from JobState
-- Key names are built here and in Keys.java, and nowhere else. Not for Redis Cluster: names are made from data.
local P = 'mayfly:'

local function now()
  local t = redis.call('TIME')
  return t[1] * 1000 + math.floor(t[2] / 1000)
end

-- The number of a new job, in the order of creation. A store that is new or was emptied begins with the time, so that whatever was numbered before it was emptied (less than
-- a thousand a second) is older; 'since' tells one store from another.
local function number(at)
  if redis.call('EXISTS', P .. 'seq') == 0 then redis.call('MSET', P .. 'seq', at, P .. 'since', at) end
  return redis.call('INCR', P .. 'seq')
end

-- Where a job is listed: by scope ('all', or an owner), process and state, in the order of creation. Every other view is a merger of these.
local function listed(scope, process, state)
  return P .. 'jobs:' .. scope .. ':' .. process .. ':' .. state
end

-- Moves a job between lists; from nil = it is new, to nil = it goes.
local function relist(id, owner, process, seq, from, to)
  for _, scope in ipairs({'all', owner}) do
    if from then redis.call('ZREM', listed(scope, process, from), id) end
    if to then redis.call('ZADD', listed(scope, process, to), seq, id) end
  end
end

-- Where a failed job lies as a dead letter: by the kind of its failure, or among those that have been run again. These lists are everybody's alone.
local function letter(kind, again)
  if again then return 'FAILED.AGAIN' end
  return 'FAILED.' .. (kind or 'LOST')
end

local function refile(id, process, seq, from, to)
  if from then redis.call('ZREM', listed('all', process, from), id) end
  if to then redis.call('ZADD', listed('all', process, to), seq, id) end
end

-- Fair shares: owners stand in one line by a virtual time that advances by one with each job started; a newcomer starts at
-- the present, never in the past (start-time fair queueing: Goyal, Vin, Cheng 1996). Within an owner: first come, first served.
local function enqueue(id, owner, seq)
  if redis.call('ZADD', P .. 'queue:' .. owner, seq, id) == 1 then redis.call('INCR', P .. 'queued') end
  if not redis.call('ZSCORE', P .. 'queue:owners', owner) then
    local clock = tonumber(redis.call('GET', P .. 'queue:clock') or '0')
    local rest = tonumber(redis.call('ZSCORE', P .. 'queue:rests', owner) or '0')
    redis.call('ZADD', P .. 'queue:owners', math.max(clock, rest), owner)
  end
end

local function dequeue(id, owner, started)
  if redis.call('ZREM', P .. 'queue:' .. owner, id) == 1 then redis.call('DECR', P .. 'queued') end
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

-- A text on one line, cut between characters.
local function short(text)
  if #text > 300 then text = text:sub(1, 300):gsub('[\192-\255][\128-\191]*$', '') .. '…' end
  return (text:gsub('%c', ' '))
end

-- The history of a job with one more entry: lines "ms STATE attempt text", the last 100 of them. It stands in the record itself, with the number of the last
-- entry beside it: a key of its own would take more room than the words. A text longer than a line is cut; the record has it whole.
local function tell(story, told, at, state, attempt, text)
  local line = string.format('%.0f %s %s %s', at, state, attempt, short(text))
  if told == 0 then return line end
  if told >= 100 then story = story:sub(story:find('\n', 1, true) + 1) end
  return story .. '\n' .. line
end

-- What is kept of an attempt when the next one begins: a line of the field 'past', read by Past.java. With it go the fields that were this attempt's own, so that none of
-- them is taken for the next one's.
local PAST = {'attempt', 'launched', 'started', 'over', 'host', 'pid', 'exit', 'signal', 'kind', 'peak', 'cpu', 'terminated', 'killed', 'left'}
local function remember(key)
  local facts = redis.call('HMGET', key, unpack(PAST))
  for i, fact in ipairs(PAST) do
    if not facts[i] or facts[i] == '' then facts[i] = '-' end
  end
  local r = redis.call('HMGET', key, 'why', 'past')
  local line = table.concat(facts, ' ') .. ' ' .. short(r[1] or '')
  redis.call('HSET', key, 'past', r[2] and r[2] .. '\n' .. line or line)
  redis.call('HDEL', key, 'why', 'tail', 'begun', 'heard', 'seen', 'stopped', unpack(PAST, 3))
end

local function announce(id, state)
  redis.call('PUBLISH', P .. 'news', id .. ' ' .. state)
end

-- A subscriber is told by letters. The outbox holds a job's id, once, by the time at which its next letter is due; what that says follows from the job's state when it is sent, so that
-- no progress is told after the end. While one is on its way ('calling', until when at the latest) what follows waits for it. 'hush': no letter of progress before that time.
local ADDRESS = {SUCCESSFUL = 'onsuccess', FAILED = 'onfailure', DISMISSED = 'onfailure', RUNNING = 'onprogress', RETRYING = 'onprogress'}
-- r: {onsuccess =, onfailure =, onprogress =, calling =, hush =} of the record
local function post(id, state, at, r)
  local address = ADDRESS[state] and r[ADDRESS[state]]
  if FINAL[state] then
    if address then redis.call('ZADD', P .. 'outbox', math.max(at, r.calling or 0), id) else redis.call('ZREM', P .. 'outbox', id) end
  elseif address then
    redis.call('ZADD', P .. 'outbox', 'NX', math.max(at, r.hush or 0), id)
  end
end

-- Changes the state of a job, with everything that follows from it, or refuses. The only place where a state is written.
-- fields: {name, value, name, value, ...} further fields of the record. delay: in ms, how long RETRYING waits. Returns 'OK', 'SAME', 'GONE', 'STALE', or 'NO' and the state that it is in.
local function change(id, to, attempt, at, fields, text, delay)
  local key = P .. 'job:' .. id
  local r = redis.call('HMGET', key, 'state', 'attempt', 'owner', 'process', 'seq', 'keep', 'started', 'told', 'story', 'cookie', 'host',
    'onsuccess', 'onfailure', 'onprogress', 'calling', 'hush')
  local from, owner, process, seq = r[1], r[3], r[4], r[5]
  if not from then return {'GONE', ''} end
  if attempt ~= '' and attempt ~= r[2] then return {'STALE', from} end
  if from == to then return {'SAME', from} end
  if not (LAW[from] and LAW[from][to]) then return {'NO', from} end
  local function set(name, value)
    fields[#fields + 1] = name; fields[#fields + 1] = value
  end

  if from == 'QUEUED' then dequeue(id, owner, to == 'LAUNCHING') end
  if to == 'QUEUED' then enqueue(id, owner, seq) end
  if from == 'RETRYING' then
    redis.call('ZREM', P .. 'retrying', id)
    redis.call('HDEL', key, 'next')
  end
  if to == 'RETRYING' then
    redis.call('ZADD', P .. 'retrying', at + delay, id)
    set('next', at + delay)
    set('over', at)
  end
  if to == 'LAUNCHING' and r[2] ~= '0' then remember(key) end
  if HOLDS[from] and not HOLDS[to] then
    redis.call('ZREM', P .. 'leases', id)
    if redis.call('HINCRBY', P .. 'slots', owner, -1) <= 0 then redis.call('HDEL', P .. 'slots', owner) end
    redis.call('ZADD', P .. 'endings', at, table.concat({id, r[2], r[10] or '', r[11] or ''}, '/'))
  elseif HOLDS[to] and not HOLDS[from] then
    redis.call('HINCRBY', P .. 'slots', owner, 1)
    redis.call('ZADD', P .. 'leases', at + 10000, id) -- never a slot without a lease; the caller sets its own
    r[2] = tostring(r[2] + 1)
    set('attempt', r[2])
  end
  relist(id, owner, process, seq, from, to)

  if FINAL[to] then
    local till = at + r[6]
    set('finished', at)
    set('kept', till)
    redis.call('ZADD', P .. 'expiry', till, id)
    if to == 'SUCCESSFUL' and r[7] then
      redis.call('LPUSH', P .. 'runs:' .. process, at - r[7])
      redis.call('LTRIM', P .. 'runs:' .. process, 0, 39)
    end
  end
  local told = tonumber(r[8])
  set('story', tell(r[9], told, at, to, r[2], text))
  redis.call('HSET', key, 'state', to, 'updated', at, 'told', told + 1, unpack(fields))
  if to == 'FAILED' then refile(id, process, seq, nil, letter(redis.call('HGET', key, 'kind'))) end
  if r[12] or r[13] or r[14] then post(id, to, at, {onsuccess = r[12], onfailure = r[13], onprogress = r[14], calling = r[15], hush = r[16]}) end
  announce(id, to)
  return {'OK', to}
end

local function rest(from)
  local out = {}
  for i = from, #ARGV do out[#out + 1] = ARGV[i] end
  return out
end
