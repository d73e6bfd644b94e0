"""`recheck_scores`: frozen results and Score rows equal recomputed ones, or it says which do not."""

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from competency.scoring.engine import score
from competency.sharing.actions import scores_of
from competency.sharing.models import Score, SharedVersion

FIELDS = ("competency", "numerator", "denominator", "answered", "band")


class Command(BaseCommand):
    help = "Hitung ulang semua hasil yang dibagikan dan laporkan yang berbeda."

    def handle(self, *_args: Any, **_options: Any) -> None:
        versions = SharedVersion.objects.select_related("assessment__instrument").prefetch_related("scores")
        found = [fault for version in versions.iterator(chunk_size=500) for fault in faults_of(version)]
        if found:
            raise CommandError("\n".join(found))
        self.stdout.write("Semua hasil cocok.")


def faults_of(version: SharedVersion) -> Iterator[str]:
    """One sentence per stored figure that differs; older versions have no Score rows of their own."""
    result = score(version.assessment.instrument.definition, version.given_answers())
    if result.to_json() != version.result:
        yield f"Lembar {version}: hasil tersimpan berbeda dari hitungan ulang."
    stored = list(version.scores.all())
    if stored and _figures(stored) != _figures(scores_of(version, result)):
        yield f"Lembar {version}: nilai kompetensi tersimpan berbeda dari hitungan ulang."


def _figures(scores: list[Score]) -> set[tuple[Any, ...]]:
    return {tuple(getattr(row, field) for field in FIELDS) for row in scores}
