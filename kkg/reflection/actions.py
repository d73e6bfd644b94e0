"""Answering the three questions after a session, so that nobody can tell later who answered what.

Counters are added to; no answer becomes a row. Beyond that, both tables of the session are written whole
in one transaction: the counters' row has no sign of which of them moved, and all "has answered" rows are
written anew in random order, so that neither their place nor the transaction they carry (ctid, xmin) tells
who came when, or who came last. What is left outside these rows, and is said in docs/arsitektur.md: dead
versions until the database sweeps them, and backups made between two answers.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from core.refusals import refuse_if
from core.revisions import locked
from kkg.reflection.models import Feeling, ReflectionGiven, SessionReflection
from kkg.reflection.permissions import REFLECTION_DAYS, why_not_reflect
from kkg.sessions.models import Session
from madrasah.models import User
from madrasah.scope import fresh

QUESTIONS = ("useful", "clear", "will_try")
STEPS = tuple(Feeling.values)


@transaction.atomic
def give_reflection(*, session: Session, answers: Mapping[str, str], by: User, at: datetime | None = None) -> bool:
    """Adds one person's answers to the counts, once. `answers`: each of QUESTIONS -> a Feeling.

    False when the person has answered before; then nothing changes.
    """
    session = locked(session, "group")
    refuse_if(why_not_reflect(fresh(by), session, on=timezone.localdate(at)))
    person: Any = by.person_id
    given = list(session.reflections_given.values_list("person_id", flat=True))
    if person in given:
        return False
    until = session.last_date + timedelta(days=REFLECTION_DAYS)
    counts, _ = SessionReflection.objects.get_or_create(session=session, defaults={"until": until})
    for question in QUESTIONS:
        getattr(counts, question)[STEPS.index(answers[question])] += 1
    counts.save()
    _write_anew(session, [*given, person])
    return True


def _write_anew(session: Session, people: list[int]) -> None:
    """Who has answered, in the order of fresh random keys."""
    session.reflections_given.all().delete()
    keys = sorted(uuid4() for _ in people)
    drawn = dict(zip(sorted(people, key=lambda _: uuid4()), keys, strict=True))
    ReflectionGiven.objects.bulk_create(
        ReflectionGiven(key=key, session=session, person_id=person) for person, key in drawn.items()
    )
