"""`manage.py load_reference`: regions, subjects and the first semesters; safe to repeat."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from madrasah.places.reference import load_reference


class Command(BaseCommand):
    """Says in one line what was loaded."""

    help = "Load regions, subjects and, in an empty system, the semesters of this and the next school year."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Run the action and report."""
        done = load_reference(today=timezone.localdate())
        self.stdout.write(
            f"{done.regions} regions, {done.aliases} aliases, {done.subjects} subjects, {done.semesters} new semesters."
        )
