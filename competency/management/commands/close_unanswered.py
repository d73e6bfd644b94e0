"""`close_unanswered`: closes shared sheets that nobody answered in time. Meant to be run once a day."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from competency.actions.assessments import close_unanswered


class Command(BaseCommand):
    help = "Selesaikan lembar yang tidak ditanggapi sampai batas waktunya."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{close_unanswered(at=timezone.now())} lembar selesai tanpa tanggapan.")
