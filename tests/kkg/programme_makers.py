"""Programmes, and sessions put off or called off, for tests of this folder and of the house."""

from datetime import timedelta
from typing import Any

from kkg.models import PlannedSession, Programme, Session
from kkg.postponements.actions import cancel_session, postpone_session
from madrasah.models import Holiday, Semester
from tests.cast import Cast
from tests.kkg.makers import make_session


def make_programme(cast: Cast, semester: Semester | None = None, **fields: Any) -> Programme:
    """The programme of the cast's KKG, of gasal unless told otherwise."""
    wanted = {"group": cast.group, "semester": semester or cast.semester}
    return Programme.objects.get_or_create(**wanted, defaults=fields)[0]


def make_plan(programme: Programme, title: str = "Menyusun RPP Contoh", **fields: Any) -> PlannedSession:
    """One more meeting at the end of the programme."""
    position = programme.planned.count() + 1
    return PlannedSession.objects.create(programme=programme, title=title, position=position, **fields)


def make_cancelled(cast: Cast, days: int = 5) -> Session:
    return cancel_session(session=make_session(cast, days=days), reason="Jalan putus", by=cast.gita)


def make_postponed(cast: Cast, days: int = 5) -> Session:
    """Put off by a week from `days` from today."""
    session = make_session(cast, days=days)
    return postpone_session(
        session=session,
        date=session.date + timedelta(weeks=1),
        starts_at=None,
        ends_at=None,
        reason="Banjir besar",
        revision=session.revision,
        by=cast.gita,
    )


def fill_calendar(cast: Cast, number: int) -> None:
    """One more of each thing that the calendar and a programme show."""
    pack = {"pack": f"Paket {number}"}
    make_plan(make_programme(cast), date=make_cancelled(cast).date, **pack)
    make_plan(make_programme(cast), "Rencana Contoh", date=make_postponed(cast).date, **pack)
    year = 2040 + Programme.objects.count()
    day = cast.semester.starts_on.replace(year=year)
    later = Semester.objects.create(school_year=year, term="gasal", starts_on=day, ends_on=day + timedelta(days=150))
    make_programme(cast, later)
    today = make_session(cast).date
    Holiday.objects.create(semester=cast.semester, name=f"Libur {number}", starts_on=today, ends_on=today)
