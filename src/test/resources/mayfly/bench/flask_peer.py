"""The pattern as first published: a POST writes a record to Redis, starts a Python process, and redirects to a status page."""
import os
import subprocess
import sys
import uuid

import flask
from werkzeug.serving import make_server

import job

app = flask.Flask(__name__)
program = os.path.join(os.path.dirname(__file__), "job.py")
page = "<!DOCTYPE html><title>{{ r.state }}</title><h1>{{ r.state }}</h1><p>{{ r.start }} to {{ r.end }}</p><pre>{{ r.result }}</pre>"


@app.post("/jobs")
def submit():
    name = uuid.uuid4().hex
    job.create(name, flask.request.form.get("pause", 0.0, float))
    subprocess.Popen([sys.executable, program, name])
    return flask.redirect("/jobs/" + name)


@app.get("/jobs/<name>")
def status(name):
    return flask.render_template_string(page, r=job.store.hgetall("bench:job:" + name))


server = make_server("127.0.0.1", 0, app, threaded=True)
print(server.port, flush=True)
server.serve_forever()
