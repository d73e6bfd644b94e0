"""Who held which office at a madrasah, from when to when, and who gave it: in words."""

from collections.abc import Iterable
from datetime import date

from core.formats import date_plain
from madrasah.places.models import Madrasah
from madrasah.roles import Role
from madrasah.users.models import User
from madrasah.work.models import Assignment

Line = dict[str, str]
ORDER = {role: place for place, role in enumerate((Role.KEPALA, Role.PENGAWAS, Role.OPERATOR))}


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
    said = [span_words(office.since, office.until)]
    if office.is_acting:
        said.insert(0, office.label)
    said += given_by(office.granted_by)
    state = "" if office.is_over else ("Belum mulai" if office.is_to_come else "Sekarang")
    return {"title": str(office.person), "detail": " · ".join(said), "state": state, "tone": "green", "url": ""}


def span_words(since: date, until: date | None) -> str:
    """'1 Juli 2024 sampai 30 Juni 2026', 'sejak 1 Juli 2024'."""
    return f"{date_plain(since)} sampai {date_plain(until)}" if until else f"sejak {date_plain(since)}"


def given_by(user: User | None) -> Iterable[str]:
    """'ditetapkan Jafar Contoh', if it is known."""
    return [f"ditetapkan {user.person or user.username}"] if user else []
