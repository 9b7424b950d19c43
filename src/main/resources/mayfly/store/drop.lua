-- Takes the lease, and with it the slot, from a job whose record is gone. Whose slot it was stood in the record: slots are counted anew.
-- ARGV: 1 id
-- Returns 1, or 0 when there is a record after all. Caller: LeaseStore.drop
if redis.call('EXISTS', P .. 'job:' .. ARGV[1]) == 1 then return 0 end
redis.call('ZREM', P .. 'leases', ARGV[1])
redis.call('DEL', P .. 'slots')
for _, id in ipairs(redis.call('ZRANGE', P .. 'leases', 0, -1)) do
  local owner = redis.call('HGET', P .. 'job:' .. id, 'owner')
  if owner then redis.call('HINCRBY', P .. 'slots', owner, 1) end
end
return 1
