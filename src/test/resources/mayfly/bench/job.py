"""The job that every peer does: read the record, say RUNNING, count, write the result. `python3 job.py ID` does it in a process of its own."""
import json
import os
import sys
import time

import redis

store = redis.Redis.from_url(os.environ["BENCH_REDIS"], decode_responses=True)


def create(job, pause=0.0):
    store.hset("bench:job:" + job, mapping={"state": "QUEUED", "start": 1, "end": 10, "pause": pause})


def write(job, state, **fields):
    pipe = store.pipeline(transaction=False)
    pipe.hset("bench:job:" + job, mapping={"state": state, **fields})
    pipe.publish("bench:news", job + " " + state)
    pipe.execute()


def run(job):
    record = store.hgetall("bench:job:" + job)
    write(job, "RUNNING")
    numbers = list(range(int(record["start"]), int(record["end"]) + 1))
    time.sleep(float(record["pause"]))
    write(job, "SUCCESSFUL", result=json.dumps(numbers))


if __name__ == "__main__":
    run(sys.argv[1])
