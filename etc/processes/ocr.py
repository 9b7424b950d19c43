#!/usr/bin/env python3
"""Reads the text of images with tesseract: ocr.py LANGUAGE IMAGE...

tesseract takes many images only by a list in a file, and says nothing of how many there are; for both it needs somebody beside it.
"""
import json
import subprocess
import sys

language, images = sys.argv[1], sys.argv[2:]

installed = subprocess.run(["tesseract", "--list-langs"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True).stdout.split()
if language not in installed:
    sys.exit(3)

source = images[0]
if len(images) > 1:
    source = "pages.list"
    with open(source, "w") as pages:
        pages.write("".join(image + "\n" for image in images))
    print(len(images), "pages", flush=True)

# It prints "Page 0 : ..." when it begins with the first of a list.
if subprocess.run(["tesseract", source, "text", "-l", language, "txt", "pdf"], stdin=subprocess.DEVNULL).returncode != 0:
    sys.exit(4)

with open("text.txt", encoding="utf-8", errors="replace") as file:
    text = file.read().replace("\f", "\n").strip()
with open("text.json", "w", encoding="utf-8") as file:
    json.dump(text, file)
print(json.dumps({"output": {"words": len(text.split())}}), flush=True)
