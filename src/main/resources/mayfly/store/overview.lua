-- How everybody's jobs stand: each list is asked for its length, so that it costs the same however many jobs there are.
-- No ARGV. Returns {jobs queued, slots busy, {process, {STATE, jobs in it, ...}, process, ...}, letters that wait} of all processes that ever had a job. Caller: JobStore.overview
local processes = {}
for _, process in ipairs(redis.call('SMEMBERS', P .. 'processes')) do
  local counts = {}
  for state in pairs(LAW) do
    counts[#counts + 1] = state; counts[#counts + 1] = redis.call('ZCARD', listed('all', process, state))
  end
  processes[#processes + 1] = process; processes[#processes + 1] = counts
end
return {tonumber(redis.call('GET', P .. 'queued') or '0'), redis.call('ZCARD', P .. 'leases'), processes, redis.call('ZCARD', P .. 'outbox')}
