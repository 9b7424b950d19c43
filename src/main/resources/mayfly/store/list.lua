-- One page of jobs, newest first, and how many there are. A view is a merger of lists (see law.lua), each in the order of creation. Where the page begins and
-- ends in that order is found by counting what comes after a number of creation and trying another; then all that lies between is sorted, some hundred jobs
-- at most. What it costs depends on the number of lists and the logarithm of their length, not on how deep the page is.
-- ARGV: 1 scope ('all' or an owner), 2 process ('' = any), 3 offset, 4 count (at most 100), 5 highest number of creation that is looked at ('' = all; what is created later
-- then does not move what is listed), 6 number of lists to count, 7... their names (states, or kinds of dead letters), then those to list (none = all of them)
-- Returns {{name, jobs in it, ...} whatever was asked for, total of those asked for, highest number of creation, id, id, ...}. Caller: JobStore.list, JobStore.letters
local scope, offset, count = ARGV[1], tonumber(ARGV[3]), tonumber(ARGV[4])
local seq = tonumber(redis.call('GET', P .. 'seq') or '0')
local top = ARGV[5] == '' and seq or math.min(seq, tonumber(ARGV[5]))
local MANY, ASIDE = 128, 32

local names, asked = {}, {}
for i = 7, #ARGV do
  if i < 7 + ARGV[6] then names[#names + 1] = ARGV[i] else asked[ARGV[i]] = true end
end
local all = next(asked) == nil

local function number(n)
  return string.format('%.0f', n)
end

local counts, lists, total = {}, {}, 0
local lowest = math.huge
local processes = ARGV[2] == '' and redis.call('SMEMBERS', P .. 'processes') or {ARGV[2]}
for _, state in ipairs(names) do
  local sum = 0
  for _, process in ipairs(processes) do
    local key = listed(scope, process, state)
    local n = redis.call('ZCARD', key)
    sum = sum + n
    if n > 0 and (all or asked[state]) then
      local later = top < seq and redis.call('ZCOUNT', key, '(' .. number(top), '+inf') or 0
      lists[#lists + 1] = {key = key, process = process, state = state, later = later}
      total = total + n - later
      lowest = math.min(lowest, tonumber(redis.call('ZRANGE', key, 0, 0, 'WITHSCORES')[2]))
    end
  end
  counts[#counts + 1] = state; counts[#counts + 1] = sum
end

-- Numbers of creation tried so far, with the jobs of the merger that were created after each, up to the highest that is looked at.
local tried = {{seq = lowest - 1, after = total}, {seq = top, after = 0}}

local function try(seq)
  local n = 0
  for _, list in ipairs(lists) do n = n + redis.call('ZCOUNT', list.key, '(' .. number(seq), number(top)) end
  tried[#tried + 1] = {seq = seq, after = n}
  return tried[#tried]
end

-- Two numbers with at most n jobs after the higher one, more than n after the lower one, and not many in between. Where jobs lie evenly a guess or two on
-- either side will do; every third step halves, so that they need not.
local function around(n)
  local low, high = tried[1], tried[2]
  for _, t in ipairs(tried) do
    if t.after > n and t.seq > low.seq then low = t end
    if t.after <= n and t.seq < high.seq then high = t end
  end
  local step = 0
  while low.after - high.after > MANY and high.seq - low.seq > 1 do
    step = step + 1
    local share = 0.5
    if step % 3 > 0 then share = (n + (step % 3 == 1 and ASIDE or -ASIDE) - high.after) / (low.after - high.after) end
    local guess = high.seq - math.floor(share * (high.seq - low.seq))
    local t = try(math.max(low.seq + 1, math.min(high.seq - 1, guess)))
    if t.after > n then low = t else high = t end
  end
  return low, high
end

-- What stands at offset to offset + count in the merger, as {id, list} pairs.
local function page()
  if #lists == 1 then
    local first = lists[1].later + offset
    local out = redis.call('ZREVRANGE', lists[1].key, first, first + count - 1)
    for i, id in ipairs(out) do out[i] = {id, lists[1]} end
    return out
  end
  local low, high = tried[1], tried[2]
  if offset > 0 then high = select(2, around(offset)) end
  if offset + count < total then low = around(offset + count) end
  local found = {}
  for _, list in ipairs(lists) do
    local some = redis.call('ZREVRANGEBYSCORE', list.key, number(high.seq), '(' .. number(low.seq), 'WITHSCORES')
    for i = 1, #some, 2 do found[#found + 1] = {some[i], list, tonumber(some[i + 1])} end
  end
  table.sort(found, function(a, b) return a[3] > b[3] end)
  local out = {}
  for i = offset - high.after + 1, math.min(#found, offset - high.after + count) do out[#out + 1] = found[i] end
  return out
end

local out = {counts, total, top}
if offset >= total then return out end
for _, entry in ipairs(page()) do
  if redis.call('EXISTS', P .. 'job:' .. entry[1]) == 1 then
    out[#out + 1] = entry[1]
  else
    relist(entry[1], scope, entry[2].process, 0, entry[2].state, nil) -- its record was deleted by hand: it is no job any more
  end
end
return out
