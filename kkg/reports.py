"""Counts and lists read from sessions: evidence of attendance, and topics of earlier sessions. No HTML."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from kkg.agenda import PastTopic
from kkg.lettering import certificate_number, letter_number
from kkg.models import Attendance, LetterCounter, Officer, Session, Topic, WorkingGroup, roster_of
from madrasah.models import Assignment, Person, Semester
from madrasah.periods import school_year_of
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


def arrivals(session: Session) -> dict[str, int]:
    """How many are `present`, how many of them `checked` in by QR or PIN, and how many are `called`."""
    present = Count("pk", filter=Q(mark="hadir"))
    checked = Count("pk", filter=Q(mark="hadir", checked_at__isnull=False, way__in=["pindai", "pin"]))
    counted = session.attendances.aggregate(present=present, checked=checked)
    return {**counted, "called": len(roster_of(session))}


def past_topics(session: Session) -> dict[int, PastTopic]:
    """Topics of the group's line that were taken up again later, as `kkg.agenda.history` reads them."""
    rows = Topic.objects.of_line(session.group).filter(continued_by__isnull=False)
    found = rows.values_list("pk", "status", "session__date", "continues_id")
    return {pk: PastTopic(pk=pk, status=s, date=day, continues=first) for pk, s, day, first in found}


def next_numbers(group: WorkingGroup, day: date) -> dict[str, str]:
    """How the next letter and certificate would be numbered if issued on `day`, by the pattern's field."""
    years = {LetterCounter.Series.LETTER: day.year, LetterCounter.Series.CERTIFICATE: school_year_of(day)}
    rows = LetterCounter.objects.filter(group=group).values_list("series", "year", "last")
    last = {series: count for series, year, count in rows if years[LetterCounter.Series(series)] == year}
    letter, certificate = (last.get(series, 0) + 1 for series in years)
    return {
        "letter_pattern": letter_number(group.letter_pattern, letter, day),
        "certificate_pattern": certificate_number(
            group.certificate_pattern, certificate, school_year_of(day)
        ),
    }


def signers(session: Session, *, with_numbers: bool) -> dict[str, dict[str, Any]]:
    """Who signs a paper of this session; see `signers_on`."""
    return signers_on(session.group, session.date, with_numbers=with_numbers)


def signers_on(group: WorkingGroup, day: date, *, with_numbers: bool) -> dict[str, dict[str, Any]]:
    """Who signs a paper of that day: `left` mengetahui, `right` ketua (domain.md §4.5).

    Mengetahui is whom the group's settings name, else its pengawas; two pengawas leave the name open, for
    the pen to decide. A person without NIP is signed with a dash.
    """
    terms = group.officers.open(day).filter(office=Officer.Office.KETUA)
    ketua = [term.person for term in terms.select_related("person")]
    left = _approver(group, with_numbers) or _pengawas(group, day, with_numbers)
    return {"left": left, "right": _signer(f"Ketua {group}", ketua, with_numbers)}


def _approver(group: WorkingGroup, with_numbers: bool) -> dict[str, Any] | None:
    if not (group.approver_office or group.approver_name):
        return None
    number = (group.approver_number or "–") if group.approver_name and with_numbers else ""
    return {"office": group.approver_office, "name": group.approver_name, "number": number}


def _pengawas(group: WorkingGroup, day: date, with_numbers: bool) -> dict[str, Any]:
    places = group.group_places.open(day).values("madrasah")
    offices = Assignment.objects.open(day).filter(role=Role.PENGAWAS, madrasah__in=places)
    people = {office.person_id: office.person for office in offices.select_related("person")}
    return _signer(f"{role_label(Role.PENGAWAS)} Madrasah", list(people.values()), with_numbers)


def _signer(office: str, people: list[Person], with_numbers: bool) -> dict[str, Any]:
    person = people[0] if len(people) == 1 else None
    number = (person.nip or "–") if person and with_numbers else ""
    return {"office": office, "name": str(person or ""), "number": number}


def session_numbers(group: WorkingGroup) -> dict[int, int]:
    """Which meeting of its school year each session is, by date, without those cancelled. One query."""
    found = group.sessions.kept().filter(cancelled_at=None).order_by("date", "starts_at", "pk")
    counts: dict[int, int] = {}
    numbers = {}
    for pk, year in found.values_list("pk", "school_year"):
        numbers[pk] = counts[year] = counts.get(year, 0) + 1
    return numbers


def held_sessions(group: WorkingGroup, first: date, last: date) -> list[Session]:
    """Closed sessions of the span in order, with all that a report counts. A fixed number of queries."""
    found = group.sessions.kept().closed().filter(cancelled_at=None, date__range=(first, last))
    return list(with_record(found).order_by("date", "starts_at", "pk"))


def with_record(sessions: Any) -> Any:
    """Sessions with topics, speakers, decisions and attendances read along."""
    return sessions.select_related("group", "madrasah").prefetch_related(
        "topics", "speakers__person", "decisions__owner", "decisions__proof_file",
        "attendances__person", "attendances__madrasah",
    )  # fmt: skip


def semesters_begun(day: date) -> Any:
    """Semesters that an LPJ may be about, latest first."""
    return Semester.objects.filter(starts_on__lte=day)
