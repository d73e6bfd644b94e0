"""Prints a reset link and its PIN for an operator of a region who lost the password and whom nobody else can help."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from madrasah.accounts.link_actions import open_way_back, regional_operators


class Command(BaseCommand):
    help = "Setel ulang akun operator wilayah yang lupa sandinya; tanpa nama masuk: sebutkan operator yang ada."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", nargs="?", default="", help="nama masuk operator wilayah")

    def handle(self, *_args: Any, **options: Any) -> None:
        issued = open_way_back(username=options["username"]) if options["username"] else None
        if issued is None:
            raise CommandError(self._who())
        self.stdout.write(
            f"Sandi lama {issued.username} tidak berlaku lagi. Buka alamat situs Anda, lalu "
            f"{reverse('madrasah:link', args=[issued.token])} dan ketik PIN {issued.pin}."
        )

    def _who(self) -> str:
        names = [f"{person.user.username} ({person})" for person in regional_operators()]
        found = ", ".join(names) or "belum ada; akun pertama dibuat di /mulai/ dengan kode dari first_code"
        return f'Sebutkan nama masuk operator wilayah, misalnya: make manage c="way_back hasan-01". Yang ada: {found}.'
