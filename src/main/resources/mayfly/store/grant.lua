-- Remembers a new token, by its hash. What has ended leaves its owner's list; the rest goes by itself.
-- ARGV: 1 hash, 2 owner, 3 how long it lasts in ms (0 = for ever), 4 how many an owner may have, 5... fields
-- Returns 1, or 0 when the owner has as many as are allowed. Caller: TokenStore.grant
local key, list = P .. 'pass:' .. ARGV[1], P .. 'passes:' .. ARGV[2]
if redis.call('EXISTS', key) == 1 then return 1 end
local at = now()
redis.call('ZREMRANGEBYSCORE', list, '-inf', at)
if redis.call('ZCARD', list) >= tonumber(ARGV[4]) then return 0 end
redis.call('HSET', key, 'owner', ARGV[2], 'created', at, unpack(rest(5)))
if ARGV[3] == '0' then
  redis.call('ZADD', list, 'inf', ARGV[1])
else
  redis.call('HSET', key, 'ends', at + ARGV[3])
  redis.call('PEXPIREAT', key, at + ARGV[3])
  redis.call('ZADD', list, at + ARGV[3], ARGV[1])
end
-- The list lasts as long as its last token.
local last = redis.call('ZREVRANGE', list, 0, 0, 'WITHSCORES')
if last[2] == 'inf' then redis.call('PERSIST', list) else redis.call('PEXPIREAT', list, last[2]) end
return 1
