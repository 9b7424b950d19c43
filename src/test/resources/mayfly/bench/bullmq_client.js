// Submits when told to; see client.py.
const Redis = require('ioredis');
const { Queue } = require('bullmq');
const store = new Redis(process.env.BENCH_REDIS, { maxRetriesPerRequest: null });
const queue = new Queue('bench', { connection: store });

(async () => {
    for await (const line of require('readline').createInterface({ input: process.stdin })) {
        const [prefix, count, pause] = line.split(' ');
        const begin = process.hrtime.bigint();
        for (let i = 0; i < Number(count); i++) {
            const name = prefix + '-' + i;
            await store.hset('bench:job:' + name, { state: 'QUEUED', start: 1, end: 10, pause });
            await queue.add('count', { name });
        }
        console.log(String(begin));
    }
    process.exit(0);
})();
