"""Who is called at a session, and who may be named there: read from placements and guests, stored nowhere."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Max, OuterRef, Subquery
from django.db.models.functions import Greatest
from django.utils import timezone

from kkg.attendance.models import Attendance
from kkg.attendance.rollcall import PRESENT
from kkg.groups.members import people_of
from kkg.sessions.models import Session
from madrasah.models import Madrasah, Person, Placement
from madrasah.places.models import named_on
from madrasah.scope import open_at


@dataclass(frozen=True)
class RosterEntry:
    """One person to call, with the madrasah of that day; `mark` is empty until the roll call is saved.

    `place` is the name the madrasah had on the day.
    `row` is the key of the stored row, if there is one; `is_invited` says that only that row calls them.
    `checked_at` is set for who checked in by QR or PIN; `way`: how a stored mark came to be.
    `is_late`: came onto the roster, or moved on it, when its roll was marked already; nobody said they were there.
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
    is_late: bool = False


def roster_of(session: Session, rows: Iterable[Attendance] | None = None) -> list[RosterEntry]:
    """Members of the group on the session's day, its officers, and persons invited.

    By name without titles (decisions.md 27). A person placed at two madrasah of the group is called once, at
    the home madrasah. `rows`: what `rows_of` read, where guests are wanted too. Three queries with them.
    """
    rows = rows_of(session) if rows is None else rows
    marked = {row.person_id: row for row in rows if row.person_id}
    called = _members(session, marked)
    for pk, row in marked.items():
        called[pk] = _marked(row, called.get(pk))
    return sorted(called.values(), key=lambda entry: (entry.person.name.casefold(), entry.person.pk))


def _members(session: Session, marked: Mapping[int, Attendance]) -> dict[int, RosterEntry]:
    """Those called by placement or office, each known since that was written down."""
    called: dict[int, tuple[RosterEntry, datetime]] = {}
    for placement in _placements(session).annotate(place=named_on(session.date), known_at=_known_at(session)):
        entry = RosterEntry(placement.person, placement.madrasah, placement.get_post_display(), place=placement.place)
        called.setdefault(placement.person_id, (entry, placement.known_at))
    for term in session.group.officers.open(session.date).select_related("person"):
        called.setdefault(term.person_id, (RosterEntry(term.person, None, term.get_office_display()), term.updated_at))
    by_hand = (Attendance.Way.CALLED, Attendance.Way.PAPER)
    begun = min((row.created_at for pk, row in marked.items() if pk in called and row.way in by_hand), default=None)
    return {
        pk: replace(entry, is_late=begun is not None and known_at > begun) for pk, (entry, known_at) in called.items()
    }


def _known_at(session: Session) -> Any:
    """When a placement was last written, or its madrasah became a place of the group."""
    places = session.group.group_places.open(session.date).filter(madrasah=OuterRef("madrasah")).order_by()
    return Greatest("updated_at", Subquery(places.values("madrasah").values_list(Max("updated_at"))))


def default_mark(session: Session, entries: Iterable[RosterEntry], *, at: datetime | None = None) -> str:
    """What a name without a mark is taken as: present, or nothing once a check-in ran (decisions.md 38).

    It ran when somebody of `entries` checked in by QR or PIN, or could on the session's day. Reads `check_in`.
    """
    window: Any = getattr(session, "check_in", None)
    is_open = window and window.opens_at <= (at or timezone.now())
    could = is_open and session.is_on(timezone.localdate(window.opens_at))
    return "" if could or any(entry.checked_at for entry in entries) else PRESENT


def unmarked_at(session: Session) -> list[Person]:
    """Those called who have no mark yet, by name. One query."""
    marked = session.attendances.filter(person__isnull=False).values("person")
    return list(Person.objects.filter(pk__in=called_at(session)).exclude(pk__in=marked).by_name())


def rows_of(session: Session) -> list[Attendance]:
    """What is stored of the roll call, guests among it, in the order it was noted."""
    return list(session.attendances.select_related("person", "madrasah", "speaker").placed().order_by("pk"))


def called_at(session: Session, *more: Any) -> Any:
    """Keys of the persons on the roster: a query that can stand in another. `more`: further queries of keys."""
    officers = session.group.officers.open(session.date)
    ways: tuple[Any, ...] = (_placements(session), officers, session.attendances.filter(person__isnull=False))
    placed, *others = (rows.order_by().values_list("person", flat=True) for rows in ways)
    return placed.union(*others, *more)


def called_people(session: Session, *also: int | None) -> Any:
    """The persons on the roster, and those with one of these keys, by name."""
    return Person.objects.filter(pk__in=called_at(session, _keys(also))).by_name()


def present_people(session: Session) -> Any:
    """The persons who are recorded as present on any of its days, by name."""
    days = Session.days.of_whole(session).order_by()
    came = Attendance.objects.filter(session__in=days, mark=PRESENT, person__isnull=False).values("person")
    return Person.objects.filter(pk__in=came).by_name()


def present_guests(session: Session) -> list[str]:
    """Guests who came on any of its days, as "name, place", each once."""
    rows = Attendance.objects.guests().filter(session__in=Session.days.of_whole(session).order_by(), mark=PRESENT)
    names = [", ".join(part for part in (row.guest.name, row.guest.institution) if part) for row in rows]
    return list({name.casefold(): name for name in names}.values())


def why_not_name(session: Session, *people: Person | None) -> str | None:
    """Decisions, minutes and topics name only who is called at the session."""
    return _said_of(people, set(called_at(session))) if any(people) else None


def why_not_invite(session: Session, *people: Person) -> str | None:
    """Invited, or seen on a photo, is who is called, or somebody of the group's madrasah."""
    if not people:
        return None
    return _said_of(people, set(known_people(session).values_list("pk", flat=True)))


def _said_of(people: Collection[Person | None], known: Collection[int]) -> str | None:
    strangers = [person for person in people if person and person.pk not in known]
    return f"{strangers[0]} tidak ada di daftar pertemuan ini. Pilih lagi dari daftar." if strangers else None


def known_people(session: Session, *also: int | None) -> Any:
    """Who is called, kepala and pengawas of the group's places, and those with one of these keys, by name."""
    near = people_of(session.group, session.date).order_by().values_list("pk", flat=True)
    return Person.objects.filter(pk__in=called_at(session, near, _keys(also))).by_name()


def _keys(also: Collection[int | None]) -> Any:
    return Person.objects.filter(pk__in=[key for key in also if key]).values_list("pk", flat=True)


def _marked(row: Attendance, entry: RosterEntry | None) -> RosterEntry:
    """What was recorded wins over today's placement."""
    person: Any = row.person
    known = entry or RosterEntry(person, None, is_invited=True)
    known = replace(known, madrasah=row.madrasah, place=row.place) if row.madrasah else known
    checked_at = row.checked_at if row.is_self_checked else None
    return replace(known, mark=row.mark, row=row.pk, checked_at=checked_at, way=row.way)


def member_entry(session: Session, person: Person) -> RosterEntry | None:
    """How the roll calls this one member or officer; None for others. Two queries at most."""
    placement = _placements(session).filter(person=person).first()
    if placement:
        return RosterEntry(person, placement.madrasah, placement.get_post_display())
    term = session.group.officers.open(session.date).filter(person=person).first()
    return RosterEntry(person, None, term.get_office_display()) if term else None


def _placements(session: Session) -> Any:
    """Open placements at the group's places on the day; removed persons aren't called, and to a meeting of the
    officers nobody but them.
    """
    places = session.group.group_places.open(session.date).values("madrasah")
    placed = Placement.objects.filter(open_at(session.date), madrasah__in=places, person__removed_at=None)
    if session.is_committee:
        placed = placed.filter(person__in=session.group.officers.open(session.date).values("person"))
    return placed.select_related("person", "madrasah").order_by("-is_home", "since", "pk")
