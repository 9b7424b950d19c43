"""Celery with its prefork pool: `celery -A celery_peer worker`; as a program, its client."""
import os

import celery

import client
import job

app = celery.Celery("celery_peer", broker=os.environ["BENCH_REDIS"])
app.conf.task_ignore_result = True


@app.task(name="count")
def count(name):
    job.run(name)


if __name__ == "__main__":
    client.serve(count.delay)
