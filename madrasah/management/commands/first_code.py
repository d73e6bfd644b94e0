"""Prints the address and the one-time code of the first account; silent once there is one."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.urls import reverse

from madrasah.accounts.link_actions import issue_first_code


class Command(BaseCommand):
    help = "Make a one-time code for the first account of an empty system."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--address", default="http://127.0.0.1:8000", help="where the app is reached")

    def handle(self, *_args: Any, **options: Any) -> None:
        code = issue_first_code()
        if code is None:
            return
        address = options["address"].rstrip("/") + reverse("madrasah:start")
        self.stdout.write(f"Belum ada akun. Buka {address} dan ketik kode ini (sekali pakai): {code}")
