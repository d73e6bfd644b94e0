"""Planned visits for tests, made only through their action."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from competency.models import Visit
from competency.visits.actions import VisitData, plan_visit
from madrasah.models import User
from tests.clock import today


def planned(
    teacher: User,
    observer: User,
    *,
    by: User | None = None,
    day: date | None = None,
    kind: str = Visit.Kind.LESSON,
    client_token: UUID | None = None,
    on: date | None = None,
    **fields: Any,
) -> Visit:
    """A visit of today, planned by who makes it, unless told otherwise."""
    assert teacher.person and observer.person
    data = VisitData(observer.person, kind, day or today(), **fields)
    return plan_visit(teacher=teacher.person, data=data, client_token=client_token or uuid4(), by=by or observer, on=on)
