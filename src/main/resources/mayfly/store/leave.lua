-- A web node goes, and says so. Another one buries on its host from now on.
-- ARGV: 1 id, 2 host
-- Returns 1. Caller: NodeStore.leave
redis.call('HDEL', P .. 'nodes', ARGV[1])
if redis.call('HGET', P .. 'undertakers', ARGV[2]) == ARGV[1] then redis.call('HDEL', P .. 'undertakers', ARGV[2]) end
return 1
