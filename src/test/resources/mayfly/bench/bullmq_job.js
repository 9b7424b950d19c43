// The job, in a process of BullMQ's sandbox.
const Redis = require('ioredis');
const store = new Redis(process.env.BENCH_REDIS);

async function write(job, state, fields) {
    await store.pipeline().hset('bench:job:' + job, { state, ...fields }).publish('bench:news', job + ' ' + state).exec();
}

module.exports = async ({ data: { name } }) => {
    const record = await store.hgetall('bench:job:' + name);
    await write(name, 'RUNNING', {});
    const numbers = [];
    for (let n = Number(record.start); n <= Number(record.end); n++) numbers.push(n);
    if (Number(record.pause) > 0) await new Promise(done => setTimeout(done, Number(record.pause) * 1000));
    await write(name, 'SUCCESSFUL', { result: JSON.stringify(numbers) });
};
