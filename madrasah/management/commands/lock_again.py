"""Locks with the newest SECRET_KEY what lasts longer than a former one: the second step of `make secret`."""

from typing import Any

from django.core.management.base import BaseCommand

from madrasah.factors.actions import lock_again


class Command(BaseCommand):
    help = "Kunci ulang pengaman kedua dengan SECRET_KEY yang terbaru, sebelum kunci lama dibuang."

    def handle(self, *_args: Any, **_options: Any) -> None:
        self.stdout.write(f"Pengaman kedua yang dikunci ulang: {lock_again()}.")
