"""Counts of who came: evidence for a semester, arrivals at a check-in."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Q

from kkg.attendance.models import Attendance
from kkg.attendance.rosters import called_at
from kkg.sessions.models import Session
from madrasah.models import Semester


@dataclass(frozen=True)
class AttendanceEvidence:
    """Came on `came` of `of` days of closed sessions of one's group in a semester; never part of a percent."""

    came: int
    of: int


def attendance_evidence(person_ids: Collection[int], semester: Semester) -> dict[int, AttendanceEvidence]:
    """Per person with at least one such day they were called on; evidence with n (decisions.md 1)."""
    days = semester.kkg_days
    held = Session.days.counted().closed().filter(date__range=(days.starts_on, days.ends_on)).order_by()
    rows = (
        Attendance.objects.filter(person__in=person_ids, session__in=held)
        .values("person")
        .annotate(came=Count("pk", filter=Q(mark=Attendance.Mark.HADIR)), called=Count("pk"))
        .order_by()
    )
    return {row["person"]: AttendanceEvidence(row["came"], row["called"]) for row in rows}


def how_many_came(session: Session) -> tuple[int, int]:
    """Persons present, and guests: each once however many of its days they came."""
    came = Attendance.objects.filter(session__in=Session.days.of_whole(session).order_by(), mark=Attendance.Mark.HADIR)
    rows = came.values_list("person", "speaker", "guest_name", "guest_institution")
    who = {(person, speaker, name.casefold(), place.casefold()) for person, speaker, name, place in rows}
    people = sum(person is not None for person, *_ in who)
    return people, len(who) - people


def arrivals(session: Session) -> dict[str, int]:
    """How many called are `present`, how many of them `checked` in by QR or PIN; `called`, and `guests` beside them."""
    present = Count("pk", filter=Q(mark="hadir", person__isnull=False))
    guests = Count("pk", filter=Q(mark="hadir", person__isnull=True))
    checked = Count("pk", filter=Q(mark="hadir", checked_at__isnull=False, way__in=["pindai", "pin"]))
    counted = session.attendances.aggregate(present=present, checked=checked, guests=guests)
    return {**counted, "called": called_at(session).count()}
