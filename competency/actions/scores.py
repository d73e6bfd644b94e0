"""Stored results written anew from the last shared version; the arithmetic is in scoring/."""

from django.db import transaction

from competency.actions.assessments import scores_of
from competency.models import Assessment, Score
from competency.scoring.engine import score


@transaction.atomic
def rescore(*, assessment: Assessment) -> None:
    """The Score rows of the last shared version; a sheet never shared has none."""
    version = assessment.versions.last()
    assessment.scores.all().delete()
    if version is not None:
        result = score(assessment.instrument.definition, version.given_answers())
        Score.objects.bulk_create(scores_of(version, result))
