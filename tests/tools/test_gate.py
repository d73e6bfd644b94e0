"""The door of a server that is loaded while its site is set up beside it."""

import subprocess
import sys

from tools import gate

# One sets up for a moment; what it does then is the test's. The other is the server, as in `make run`.
BOTH = """
import os, sys, time
from tools import gate
key = gate.part()
if key:
    time.sleep(0.3)
    print("set up", flush=True)
    {then}
    os._exit(0)
os.execv(sys.executable, [sys.executable, "-c", "from tools import gate; gate.wait(); print('listens', flush=True)"])
"""


def run(then: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, "-c", BOTH.format(then=then)], capture_output=True, text=True, timeout=30)


def test_it_opens_when_all_is_set_up() -> None:
    done = run("gate.unlock(key)")
    assert (done.returncode, done.stdout.split("\n")[:2]) == (0, ["set up", "listens"])


def test_a_server_whose_site_was_not_set_up_leaves_quietly() -> None:
    done = run("os._exit(1)")
    assert (done.returncode, done.stdout, done.stderr) == (1, "set up\n", "")


def test_a_site_that_is_set_up_when_its_server_has_left_says_nothing() -> None:
    done = run("os.kill(os.getppid(), 9); time.sleep(0.1); gate.unlock(key)")
    assert (done.stdout, done.stderr) == ("set up\n", "")


def test_it_stands_open_where_nothing_is_set_up_beside() -> None:
    gate.wait()
