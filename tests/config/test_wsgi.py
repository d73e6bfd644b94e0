"""What is loaded before the server's workers part."""

import subprocess
import sys

LOADED = """
import threading
import config.wsgi
from django.db import connection
from django.urls import get_resolver
print(connection.connection, threading.active_count(), "url_patterns" in vars(get_resolver()))
"""


def test_workers_share_every_view_but_no_connection_and_no_thread() -> None:
    loaded = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    assert loaded.stdout.split() == ["None", "1", "True"]
