"""Sets one paper and ends, because typst keeps what it has set: a process that stayed would grow with each.

Run by core/papers.py, with typst's arguments as JSON on stdin; the PDF comes out on stdout. Imports nothing of
ours, so that it starts at once.
"""

import json
import sys

import typst

if __name__ == "__main__":
    sys.stdout.buffer.write(typst.compile(**json.load(sys.stdin)))
