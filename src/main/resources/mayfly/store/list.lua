-- One page of jobs, newest first, and how many there are. A view is a merger of lists (see law.lua), each in the order of creation. Where the page begins and
-- ends in that order is found by halving: numbers of creation are whole and unique, so that a stretch of n of them holds n jobs at most. What it costs
-- depends on the number of lists and the logarithm of their length, not on how deep the page is.
-- ARGV: 1 scope ('all' or an owner), 2 process ('' = any), 3 offset, 4 count (at most 100), 5... states (none = any)
-- Returns {{STATE, jobs in it, ...} whatever states were asked for, total of those asked for, id, id, ...}. Caller: JobStore.list
local scope, offset, count = ARGV[1], tonumber(ARGV[3]), tonumber(ARGV[4])
local NARROW = 64

local asked = {}
for _, state in ipairs(rest(5)) do asked[state] = true end
local all = next(asked) == nil

local counts, lists, total = {}, {}, 0
local processes = ARGV[2] == '' and redis.call('SMEMBERS', P .. 'processes') or {ARGV[2]}
for state in pairs(LAW) do
  local sum = 0
  for _, process in ipairs(processes) do
    local key = listed(scope, process, state)
    local n = redis.call('ZCARD', key)
    sum = sum + n
    if n > 0 and (all or asked[state]) then lists[#lists + 1] = {key = key, process = process, state = state}; total = total + n end
  end
  counts[#counts + 1] = state; counts[#counts + 1] = sum
end

-- Jobs created after number seq.
local function after(seq)
  local n = 0
  for _, list in ipairs(lists) do n = n + redis.call('ZCOUNT', list.key, '(' .. string.format('%.0f', seq), '+inf') end
  return n
end

-- A number after which there are at most n jobs, and little more than n when it is lowered by NARROW; and how many there are. low: a number with more than n after it.
local function bound(n, low, high)
  local above = 0
  if n >= total then return low, total end
  while high - low > NARROW do
    local middle = math.floor((low + high) / 2)
    local m = after(middle)
    if m > n then low = middle else high = middle; above = m end
  end
  return high, above
end

-- What stands at offset to offset + count in the merger, as {id, list} pairs.
local function page()
  if #lists == 1 then
    local out = redis.call('ZREVRANGE', lists[1].key, offset, offset + count - 1)
    for i, id in ipairs(out) do out[i] = {id, lists[1]} end
    return out
  end
  local top = tonumber(redis.call('GET', P .. 'seq') or '0')
  local high, above = top, 0
  if offset > 0 then high, above = bound(offset, 0, top) end
  local low = bound(offset + count, 0, high)
  low = math.max(0, low - NARROW)
  local found = {}
  for _, list in ipairs(lists) do
    local some = redis.call('ZREVRANGEBYSCORE', list.key, string.format('%.0f', high), '(' .. string.format('%.0f', low), 'WITHSCORES')
    for i = 1, #some, 2 do found[#found + 1] = {some[i], list, tonumber(some[i + 1])} end
  end
  table.sort(found, function(a, b) return a[3] > b[3] end)
  local out = {}
  for i = offset - above + 1, math.min(#found, offset - above + count) do out[#out + 1] = found[i] end
  return out
end

local out = {counts, total}
if offset >= total then return out end
for _, entry in ipairs(page()) do
  if redis.call('EXISTS', P .. 'job:' .. entry[1]) == 1 then
    out[#out + 1] = entry[1]
  else
    relist(entry[1], scope, entry[2].process, 0, entry[2].state, nil) -- its record was deleted by hand: it is no job any more
  end
end
return out
