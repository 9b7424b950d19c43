"""Client of RQ, whose worker forks a process for each job."""
import os

import redis
import rq

import client

queue = rq.Queue(connection=redis.Redis.from_url(os.environ["BENCH_REDIS"]))
client.serve(lambda name: queue.enqueue("job.run", name))
