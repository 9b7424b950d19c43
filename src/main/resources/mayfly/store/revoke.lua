-- Forgets a token of that owner.
-- ARGV: 1 hash, 2 owner
-- Returns 1, or 0 when the owner has no such token. Caller: TokenStore.revoke
local key = P .. 'pass:' .. ARGV[1]
if redis.call('HGET', key, 'owner') ~= ARGV[2] then return 0 end
redis.call('DEL', key)
redis.call('ZREM', P .. 'passes:' .. ARGV[2], ARGV[1])
return 1
