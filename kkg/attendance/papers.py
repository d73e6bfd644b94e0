"""People on papers, with NIP, pangkat and jabatan; and how many came."""

from collections.abc import Iterable

from core.formats import date_plain
from kkg.attendance.models import Attendance
from kkg.attendance.rosters import RosterEntry
from kkg.groups.lettering import rank_and_grade
from kkg.groups.papers import Data
from kkg.sessions.models import Session


def person_line(entry: RosterEntry) -> Data:
    """Name, NIP, pangkat and jabatan; `person` is the key, so that an erasure finds the words."""
    person = entry.person
    post = ", ".join(part for part in (entry.post, str(entry.madrasah or "")) if part)
    return {
        "person": person.pk,
        "name": str(person),
        "number": person.nip or "–",
        "rank": rank_and_grade(person.grade),
        "post": post or "–",
    }


def came_text(session: Session) -> str:
    """ "46 dari 48 orang yang dipanggil; 2 tamu", or nothing before the roll call; of several days each."""
    if session.until is None:
        return _came_text(session.attendances.all())
    days = [(day.date, _came_text(day.attendances.all())) for day in Session.days.of_whole(session)]
    return ". ".join(f"{date_plain(day)}: {words}" for day, words in days if words)


def _came_text(rows: Iterable[Attendance]) -> str:
    rows = list(rows)
    called = [row.mark for row in rows if row.person_id]
    guests = len(rows) - len(called)
    guest = f"{guests} tamu" if guests else ""
    people = f"{called.count('hadir')} dari {len(called)} orang yang dipanggil" if called else ""
    return "; ".join(part for part in (people, guest) if part)
