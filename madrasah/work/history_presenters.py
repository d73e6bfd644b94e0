"""Who held which office at a madrasah, and what became of a person: from when to when, by whom, in words."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from django.utils import timezone

from core.fields import label_of, rows_behind
from core.formats import date_span, moment_long
from madrasah.people.models import Person
from madrasah.places.models import Madrasah
from madrasah.roles import Role
from madrasah.users.models import User
from madrasah.users.reads import doers_of
from madrasah.work.models import Assignment, Placement

Line = dict[str, str]
ORDER = {role: place for place, role in enumerate((Role.KEPALA, Role.PENGAWAS, Role.OPERATOR))}
# Columns of identity that somebody writes; which of them changed is told, never what stood in them.
TOLD = (
    *("name", "title_before", "title_after", "sex", "birth_place", "birth_date"),
    *("nip", "nuptk", "npk", "peg_id", "nrg", "phone", "email", "employment", "is_inpassing", "grade"),
)


def office_history(madrasah: Madrasah) -> list[tuple[str, list[Line]]]:
    """By office, the latest holder first; who was deleted is not named. One query."""
    rows = madrasah.assignments.filter(person__removed_at=None, role__in=ORDER).select_related(
        "person", "granted_by__person"
    )
    held = sorted(rows, key=lambda office: (ORDER[Role(office.role)], -office.since.toordinal()))
    found: dict[str, list[Line]] = {}
    for office in held:
        found.setdefault(Assignment(role=office.role).label, []).append(_line(office))
    return list(found.items())


def _line(office: Assignment) -> Line:
    said = [date_span(office.since, office.until)]
    if office.is_acting:
        said.insert(0, office.label)
    said += given_by(office.granted_by)
    state = "" if office.is_over else ("Belum mulai" if office.is_to_come else "Sekarang")
    return {"title": str(office.person), "detail": " · ".join(said), "state": state, "tone": "green", "url": ""}


def given_by(user: User | None) -> Iterable[str]:
    """'ditetapkan Jafar Contoh', if it is known."""
    return [f"ditetapkan {user}"] if user else []


def person_history(person: Person) -> list[tuple[str, list[Line]]]:
    """Offices, posts and changes of identity, the latest first; a value itself is not told again. Four queries."""
    offices = [
        _held(office) for office in person.assignments.select_related("madrasah", "region", "granted_by__person")
    ]
    posts = [_taught(post) for post in person.placements.select_related("madrasah", "subject")]
    parts = [("Jabatan", offices), ("Tempat tugas", posts), ("Perubahan identitas", _changes(person))]
    return [(title, lines) for title, lines in parts if lines]


def _held(office: Assignment) -> Line:
    line = _line(office)
    place = office.madrasah or office.region
    return line | {"title": f"{office.label}, {place}" if place else office.label}


def _taught(post: Placement) -> Line:
    what = " ".join(filter(None, [post.get_post_display(), str(post.subject or ""), post.class_name]))
    return {"title": f"{what}, {post.madrasah}", "detail": date_span(post.since, post.until), "url": ""}


def _changes(person: Person) -> list[Line]:
    """Which columns were written anew, when and by whom: from the history of the row."""
    events = list(rows_behind(Person, "events").filter(pgh_obj=person).select_related("pgh_context").order_by("pgh_id"))
    doers = doers_of(events)
    lines = [
        _changed(names, event, doers.get(event.pk))
        for before, event in pairwise(events)
        if (names := [label_of(Person, name) for name in TOLD if getattr(before, name) != getattr(event, name)])
    ]
    return lines[::-1]


def _changed(names: Sequence[str], event: Any, doer: User | None) -> Line:
    who = f" oleh {doer}" if doer else ""
    moment = moment_long(timezone.localtime(event.pgh_created_at))
    return {"title": f"Diubah: {', '.join(names)}", "detail": f"{moment}{who}", "url": ""}
