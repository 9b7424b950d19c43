-- A sign of life of a web node. Forgets nodes that are not heard of any more, and gives this node's host an undertaker where it has none.
-- ARGV: 1 id, 2 lease in ms, 3 host, 4 machine, 5 home, 6 pid, 7 start of that process in ms, 8... ids of nodes of this host whose processes are gone
-- Returns {'OK', 1 when it buries on its host else 0, home that was here before, id, facts, id, facts, ...}: all that live, itself too; or {'HOME' | 'HOST', id, facts} of one
-- beside which it cannot be: that has another home, or is on another machine of the same name. Facts: "host machine home pid begun since heard till". Caller: NodeStore.say
local nodes, undertakers = P .. 'nodes', P .. 'undertakers'
local id, host = ARGV[1], ARGV[3]
local at = now()
local dead = {}
for i = 8, #ARGV do dead[ARGV[i]] = true end

local out = {}
local since = string.format('%.0f', at)
local all = redis.call('HGETALL', nodes)
for i = 1, #all, 2 do
  local f = {}
  for fact in all[i + 1]:gmatch('%S+') do f[#f + 1] = fact end
  if all[i] == id then
    since = f[6]
  elseif dead[all[i]] or tonumber(f[8]) < at then
    redis.call('HDEL', nodes, all[i])
  elseif f[3] ~= ARGV[5] then
    return {'HOME', all[i], all[i + 1]}
  elseif f[1] == host and f[2] ~= ARGV[4] then
    return {'HOST', all[i], all[i + 1]}
  else
    out[#out + 1] = all[i]; out[#out + 1] = all[i + 1]
  end
end
local facts = table.concat({host, ARGV[4], ARGV[5], ARGV[6], ARGV[7], since, string.format('%.0f %.0f', at, at + ARGV[2])}, ' ')
redis.call('HSET', nodes, id, facts)
out[#out + 1] = id; out[#out + 1] = facts

local buriers = redis.call('HGETALL', undertakers)
for i = 1, #buriers, 2 do
  if redis.call('HEXISTS', nodes, buriers[i + 1]) == 0 then redis.call('HDEL', undertakers, buriers[i]) end
end
redis.call('HSETNX', undertakers, host, id)
local before = redis.call('GET', P .. 'home')
if before ~= ARGV[5] then redis.call('SET', P .. 'home', ARGV[5]) end
return {'OK', redis.call('HGET', undertakers, host) == id and 1 or 0, before or '', unpack(out)}
