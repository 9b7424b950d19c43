"""Submits when told to: reads lines "PREFIX COUNT PAUSE", answers each with the time just before its first submission, in ns of the monotonic clock."""
import sys
import time

import job


def serve(submit):
    for line in sys.stdin:
        prefix, count, pause = line.split()
        begin = time.monotonic_ns()
        for i in range(int(count)):
            name = f"{prefix}-{i}"
            job.create(name, float(pause))
            submit(name)
        print(begin, flush=True)
