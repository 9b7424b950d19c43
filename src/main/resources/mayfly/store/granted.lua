-- What a token is good for, and the note that it was used today. A store that takes nothing in, as on a full disk, still answers.
-- ARGV: 1 hash
-- Returns its fields and their values; nothing when there is no such token. Caller: TokenStore.find
local key = P .. 'pass:' .. ARGV[1]
local fields = redis.call('HGETALL', key)
if #fields == 0 then return fields end
local at = now()
local today = string.format('%.0f', at - at % 86400000)
if redis.call('HGET', key, 'used') ~= today then redis.pcall('HSET', key, 'used', today) end
return fields
