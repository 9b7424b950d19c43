"""A Python process for each job, as many at once as BENCH_SLOTS allows."""
import os
import subprocess
import sys
import threading

import client

slots = threading.Semaphore(int(os.environ["BENCH_SLOTS"]))
program = os.path.join(os.path.dirname(__file__), "job.py")


def release(child):
    child.wait()
    slots.release()


def start(name):
    slots.acquire()
    child = subprocess.Popen([sys.executable, program, name], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    threading.Thread(target=release, args=[child]).start()


client.serve(start)
