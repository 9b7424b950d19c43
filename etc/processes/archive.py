#!/usr/bin/env python3
"""Packs files: archive.py zip|tar.gz PATH NAME [PATH NAME]...

Writes archive.zip or archive.tar.gz, list.json and SHA256SUMS, and tells its progress in bytes, by messages on standard output.
"""
import hashlib
import json
import os
import shutil
import sys
import tarfile
import time
import zipfile

form, paths, names = sys.argv[1], sys.argv[2::2], sys.argv[3::2]
total = sum(os.path.getsize(path) for path in paths)
done = 0
said = 0.0
taken = set()


class Reader:
    """A file that knows its checksum once it was read, and says how far all of them are."""

    def __init__(self, file):
        self.file = file
        self.sum = hashlib.sha256()

    def read(self, size=-1):
        global done, said
        part = self.file.read(size)
        self.sum.update(part)
        done += len(part)
        if time.monotonic() - said > 0.2:
            said = time.monotonic()
            print(json.dumps({"progress": {"current": done, "total": total}}), flush=True)
        return part


def free(name):
    """Two files may have been sent by one name."""
    stem, ending = os.path.splitext(name)
    number = 1
    while name in taken:
        number += 1
        name = "%s (%d)%s" % (stem, number, ending)
    taken.add(name)
    return name


def pack(add):
    rows = []
    for path, name in zip(paths, map(free, names)):
        with open(path, "rb") as file:
            reader = Reader(file)
            add(name, os.path.getsize(path), reader)
            rows.append({"name": name, "bytes": os.path.getsize(path), "sha256": reader.sum.hexdigest()})
    return rows


if form == "zip":
    with zipfile.ZipFile("archive.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        def add(name, size, reader):
            entry = zipfile.ZipInfo(name, time.localtime()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(entry, "w", force_zip64=size > 1 << 31) as out:
                shutil.copyfileobj(reader, out, 1 << 20)

        rows = pack(add)
else:
    with tarfile.open("archive.tar.gz", "w:gz") as archive:
        def add(name, size, reader):
            entry = tarfile.TarInfo(name)
            entry.size, entry.mtime, entry.mode = size, int(time.time()), 0o644
            archive.addfile(entry, reader)

        rows = pack(add)

with open("list.json", "w", encoding="utf-8") as file:
    json.dump(rows, file)
with open("SHA256SUMS", "w", encoding="utf-8") as file:
    file.write("".join("%s  %s\n" % (row["sha256"], row["name"]) for row in rows))
print(json.dumps({"progress": {"current": total, "total": total}, "message": "%d packed" % len(rows)}), flush=True)
