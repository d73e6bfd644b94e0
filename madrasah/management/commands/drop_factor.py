"""Takes the second factor off an account whose owner lost phone and recovery codes, and whom nobody else can help."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from madrasah.factors.actions import reset_factor_from_server


class Command(BaseCommand):
    help = "Lepas pengaman kedua satu akun, dari server. Pemiliknya diberi tahu saat masuk lagi."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", help="nama masuk, misalnya hasan-01")

    def handle(self, *_args: Any, **options: Any) -> None:
        if not reset_factor_from_server(username=options["username"]):
            raise CommandError("Tidak ada akun dengan nama masuk itu yang memakai pengaman kedua.")
        self.stdout.write(f"Pengaman kedua {options['username']} dilepas. Masuk lagi dengan kata sandi.")
