"""`manage.py seed_demo`: a fictive kecamatan to try everything on; again changes nothing."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from config.demo import words
from config.demo.build import LogIn, RealPeopleError, seed, why_not_here


class Command(BaseCommand):
    """Prints who can log in, and what to try first."""

    help = "Build the fictive kecamatan; refuses a database that holds real people."

    def handle(self, *_args: Any, **_options: Any) -> None:
        try:
            log_ins = seed(at=timezone.now())
        except RealPeopleError as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(_table(log_ins))
        warning = why_not_here()
        if warning:
            self.stdout.write(f"\nPerhatian. {warning}")


def _table(log_ins: list[LogIn]) -> str:
    rows = [("Nama", "Tugas", "Nama masuk", "Coba dahulu")]
    rows += [(line.name, line.office, line.username, line.first) for line in log_ins]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = ["  ".join([*(row[i].ljust(widths[i]) for i in range(3)), row[3]]) for row in rows]
    return "\n".join([f"Data contoh siap. Kata sandi semua akun: {words.PASSWORD}", "", *lines])
