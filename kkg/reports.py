"""Counts and lists read from sessions: evidence of attendance, and topics of earlier sessions. No HTML."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from kkg.agenda import PastTopic
from kkg.models import Attendance, Officer, Session, Topic
from madrasah.models import Assignment, Person, Semester
from madrasah.roles import Role, role_label


@dataclass(frozen=True)
class AttendanceEvidence:
    """Came to `came` of `of` closed sessions of one's group in a semester; never part of a percent."""

    came: int
    of: int


def attendance_evidence(person_ids: Collection[int], semester: Semester) -> dict[int, AttendanceEvidence]:
    """Per person with at least one closed session they were called at; evidence with n (decisions.md 1)."""
    rows = (
        Attendance.objects.filter(
            person__in=person_ids, session__removed_at=None, session__closed_at__isnull=False,
            session__date__range=(semester.starts_on, semester.ends_on),
        )
        .values("person")
        .annotate(came=Count("pk", filter=Q(mark=Attendance.Mark.HADIR)), called=Count("pk"))
        .order_by()
    )  # fmt: skip
    return {row["person"]: AttendanceEvidence(row["came"], row["called"]) for row in rows}


def past_topics(session: Session) -> dict[int, PastTopic]:
    """Topics of the group that were taken up again later, as `kkg.agenda.history` reads them. One query."""
    rows = Topic.objects.filter(session__group=session.group_id, continued_by__isnull=False)
    found = rows.values_list("pk", "status", "session__date", "continues_id")
    return {pk: PastTopic(pk=pk, status=s, date=day, continues=first) for pk, s, day, first in found}


def signers(session: Session, *, with_numbers: bool) -> dict[str, dict[str, Any]]:
    """Who signs a paper of this session: `left` mengetahui pengawas, `right` ketua (domain.md §4.5).

    Two pengawas over one group leave the name open, for the pen to decide.
    """
    places = session.group.group_places.open(session.date).values("madrasah")
    offices = Assignment.objects.open(session.date).filter(role=Role.PENGAWAS, madrasah__in=places)
    pengawas = {office.person_id: office.person for office in offices.select_related("person")}
    terms = session.group.officers.open(session.date).filter(office=Officer.Office.KETUA)
    ketua = [term.person for term in terms.select_related("person")]
    left = _signer(f"{role_label(Role.PENGAWAS)} Madrasah", list(pengawas.values()), with_numbers)
    return {"left": left, "right": _signer(f"Ketua {session.group}", ketua, with_numbers)}


def _signer(office: str, people: list[Person], with_numbers: bool) -> dict[str, Any]:
    person = people[0] if len(people) == 1 else None
    number = person.nip if person and with_numbers else ""
    return {"office": office, "name": str(person or ""), "number": number}
