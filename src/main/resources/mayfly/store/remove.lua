-- Removes a finished job: record, list entries, token; leaves a small note of what it was, and word that its files are still there.
-- ARGV: 1 id, 2 how long the note is kept, in ms, 3 time (ms) by which its own must be over ('' = whatever): its owner may have it kept longer meanwhile
-- Returns 1, or 0 when it is unknown, not finished, or kept longer. Caller: JobStore.remove
local id = ARGV[1]
local key = P .. 'job:' .. id
local r = redis.call('HMGET', key, 'state', 'owner', 'process', 'token', 'created', 'kept', 'label', 'seq', 'kind', 'again')
if not r[1] then redis.call('ZREM', P .. 'expiry', id) end -- deleted by hand
if not r[1] or not FINAL[r[1]] then return 0 end
if ARGV[3] ~= '' and tonumber(r[6]) > tonumber(ARGV[3]) then return 0 end
relist(id, r[2], r[3], r[8], r[1], nil)
if r[1] == 'FAILED' then refile(id, r[3], r[8], letter(r[9], r[10]), nil) end
redis.call('ZREM', P .. 'expiry', id)
redis.call('ZREM', P .. 'outbox', id)
if r[4] and r[4] ~= '' then redis.call('DEL', P .. 'token:' .. r[4]) end
redis.call('DEL', key)
redis.call('ZADD', P .. 'remains', now(), id)
-- Words in one string, for they are kept longer than the record was and there will be many of them; read by GoneJob.
redis.call('SET', P .. 'gone:' .. id, table.concat({r[1], r[5], r[6] or 0, string.format('%.0f', now()), r[3], r[7] or ''}, ' '), 'PX', ARGV[2])
return 1
