"""Who is called at a session, and who may be named there: read from placements and guests, stored nowhere."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Q

from kkg.attendance.models import Attendance
from kkg.groups.members import people_of
from kkg.sessions.models import Session
from madrasah.models import Madrasah, Person, Placement
from madrasah.places.models import read_names
from madrasah.scope import open_at


@dataclass(frozen=True)
class RosterEntry:
    """One person to call, with the madrasah of that day; `mark` is empty until the roll call is saved.

    `place` is the name the madrasah had on the day.
    `row` is the key of the stored row, if there is one; `is_invited` says that only that row calls them.
    `checked_at` is set for who checked in by QR or PIN; `way`: how a stored mark came to be.
    """

    person: Person
    madrasah: Madrasah | None
    post: str = ""
    mark: str = ""
    row: int | None = None
    is_invited: bool = False
    checked_at: datetime | None = None
    place: str = ""
    way: str = ""


def roster_of(session: Session) -> list[RosterEntry]:
    """Members of the group on the session's day, its officers, and persons invited.

    By name without titles (decisions.md 27). A person placed at two madrasah of the group is called once, at
    the home madrasah. Four queries.
    """
    called: dict[int, RosterEntry] = {}
    for placement in _placements(session):
        entry = RosterEntry(placement.person, placement.madrasah, placement.get_post_display())
        called.setdefault(placement.person_id, entry)
    for term in session.group.officers.open(session.date).select_related("person"):
        called.setdefault(term.person_id, RosterEntry(term.person, None, term.get_office_display()))
    for row in session.attendances.people().prefetch_related(None):
        known = called.get(row.person_id or 0)
        called[row.person_id or 0] = _marked(row, known)
    read_names([session.madrasah, *(entry.madrasah for entry in called.values())])
    named = [_named(entry, session) for entry in called.values()]
    return sorted(named, key=lambda entry: (entry.person.name.casefold(), entry.person.pk))


def called_at(session: Session) -> set[int]:
    """Keys of the persons on the roster."""
    return {entry.person.pk for entry in roster_of(session)}


def why_not_name(session: Session, *people: Person | None) -> str | None:
    """Decisions, minutes and topics name only who is called at the session."""
    return _said_of(people, called_at(session)) if any(people) else None


def why_not_invite(session: Session, *people: Person) -> str | None:
    """Invited, or seen on a photo, is who is called, or somebody of the group's madrasah."""
    if not people:
        return None
    known = known_people(session, called_at(session)).filter(pk__in=[person.pk for person in people])
    return _said_of(people, known.values_list("pk", flat=True))


def _said_of(people: Collection[Person | None], known: Collection[int]) -> str | None:
    strangers = [person for person in people if person and person.pk not in known]
    return f"{strangers[0]} tidak ada di daftar pertemuan ini. Pilih lagi dari daftar." if strangers else None


def known_people(session: Session, called: Collection[int]) -> Any:
    """Who is called, and kepala and pengawas of the group's places, by name."""
    known = Q(pk__in=people_of(session.group, session.date).values("pk")) | Q(pk__in=called)
    return Person.objects.filter(known).by_name()


def _named(entry: RosterEntry, session: Session) -> RosterEntry:
    return replace(entry, place=entry.madrasah.name_on(session.date)) if entry.madrasah else entry


def _marked(row: Attendance, entry: RosterEntry | None) -> RosterEntry:
    """What was recorded wins over today's placement."""
    person: Any = row.person
    known = entry or RosterEntry(person, None, is_invited=True)
    madrasah = row.madrasah or known.madrasah
    checked_at = row.checked_at if row.is_self_checked else None
    return replace(known, madrasah=madrasah, mark=row.mark, row=row.pk, checked_at=checked_at, way=row.way)


def member_entry(session: Session, person: Person) -> RosterEntry | None:
    """How the roll calls this one member or officer; None for others. Two queries at most."""
    placement = _placements(session).filter(person=person).first()
    if placement:
        return RosterEntry(person, placement.madrasah, placement.get_post_display())
    term = session.group.officers.open(session.date).filter(person=person).first()
    return RosterEntry(person, None, term.get_office_display()) if term else None


def _placements(session: Session) -> Any:
    """Open placements at the group's places on the day; removed persons aren't called."""
    places = session.group.group_places.open(session.date).values("madrasah")
    return (
        Placement.objects.filter(open_at(session.date), madrasah__in=places, person__removed_at=None)
        .select_related("person", "madrasah")
        .order_by("-is_home", "since", "pk")
    )
