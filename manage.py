"""The usual door to Django's commands; it only points at config.settings."""

import os
import sys

from django.core.management import execute_from_command_line

from tools.console import run_command
from tools.site import plain_faults


def main() -> None:
    """The command in `sys.argv`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    with plain_faults():
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    run_command(main)
