// BullMQ's worker with sandboxed processors: as many processes as BENCH_SLOTS, used again and again.
const Redis = require('ioredis');
const { Worker } = require('bullmq');
const connection = new Redis(process.env.BENCH_REDIS, { maxRetriesPerRequest: null });
new Worker('bench', __dirname + '/bullmq_job.js', { connection, concurrency: Number(process.env.BENCH_SLOTS) });
