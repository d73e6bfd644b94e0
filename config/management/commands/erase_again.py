"""After a backup was restored: erases again whoever was erased since it was made (madrasah/erasures/book.py)."""

from typing import Any

from django.core.management.base import BaseCommand

from config.erasing import ERASING_RULES
from madrasah.erasures.actions import erase_again


class Command(BaseCommand):
    help = "Hapus lagi data pribadi orang yang sudah dihapus sesudah cadangan yang dipulihkan itu dibuat."

    def handle(self, *_args: Any, **_options: Any) -> None:
        number = erase_again(rules=ERASING_RULES, tell=lambda code: self.stdout.write(f"Guru terhapus {code}"))
        self.stdout.write(
            f"Data pribadi yang dihapus lagi: {number} orang." if number else "Tidak ada yang perlu dihapus lagi."
        )
