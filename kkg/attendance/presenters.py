"""Roll calls in words, as far as the reader may know them."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django.urls import reverse

from core.formats import date_plain, ended, some_of
from kkg.attendance.models import Attendance
from kkg.attendance.rosters import RosterEntry, unmarked_at
from kkg.groups.presenters import Line
from kkg.sessions.models import Session
from kkg.sessions.permissions import why_not_see_reasons
from kkg.speakers.choices import Known, choice_of
from kkg.speakers.models import Speaker
from madrasah.models import User
from madrasah.work.namesakes import told_apart

NAMED = 3  # of those without a mark, where each day has a line
MARK_TONES = {"hadir": "green", "izin": "amber", "sakit": "amber", "alpa": "red"}


def attendance_totals(rows: Iterable[Attendance], *, with_reasons: bool) -> list[tuple[int, str]]:
    """(count, word): who came, then each mark that occurs, guests told apart; without reasons all absent are one."""
    rows = list(rows)
    marks = [row.mark for row in rows if row.person_id]
    came = marks.count(Attendance.Mark.HADIR)
    absent = [(len(marks) - came, "tidak hadir")]
    if with_reasons:
        absent = [(marks.count(value), word.lower()) for value, word in Attendance.Mark.choices[1:]]
    beside = [*absent, (len(rows) - len(marks), "tamu")]
    return [(came, "hadir"), *((count, word) for count, word in beside if count)]


def attendance_line(row: Attendance, user: User, group: Any) -> Line:
    """A name, the madrasah of that day, and the mark as far as this reader may know it."""
    if row.person is None:
        return Line(row.guest.name, row.guest.institution or "Tamu", "Tamu", "blue")
    is_own = row.person_id == user.person_id
    is_plain = row.mark == Attendance.Mark.HADIR or is_own
    if is_plain or why_not_see_reasons(user, group, row.madrasah_id) is None:
        return Line(str(row.person), row.place, row.get_mark_display(), MARK_TONES[row.mark])
    return Line(str(row.person), row.place, "Tidak hadir", "grey")


def day_tabs(session: Session, page: str = "session-attendance") -> list[dict[str, Any]]:
    """Tabs of the days of one that lasts several, each that `page` of its day; none of any other."""
    if not (session.until or session.day_of_id):
        return []
    return [
        {
            "label": f"Hari {number}, {day.date.day}/{day.date.month}",
            "url": reverse(f"kkg:{page}", args=[day.pk]),
            "current": day.pk == session.pk,
        }
        for number, day in enumerate(Session.days.of_whole(session), start=1)
    ]


def unmarked_lines(session: Session) -> list[dict[str, Any]]:
    """Of each of its days on which somebody has no mark: `pk`, and who in words."""
    days = list(Session.days.of_whole(session))
    lines = []
    for day in days:
        if people := unmarked_at(day):
            names, on = list(told_apart(people).values()), f" pada {date_plain(day.date)}" if len(days) > 1 else ""
            who = some_of(names, most=NAMED)
            lines.append({"pk": day.pk, "words": ended(f"{len(names)} nama belum dicatat kehadirannya{on}: {who}")})
    return lines


def paper_rows(roster: Iterable[RosterEntry], session: Session, user: User) -> list[dict[str, str]]:
    """Rows of the daftar hadir; NIP and reasons only where this reader may see them (decisions.md 12)."""
    rows = []
    for entry in roster:
        place = entry.madrasah.pk if entry.madrasah else None
        known = why_not_see_reasons(user, session.group, place) is None
        person = entry.person
        absent = entry.mark not in ("", Attendance.Mark.HADIR)
        rows.append(
            {
                "name": str(person),
                "number": (person.nip or person.nuptk or "–") if known else "",
                "place": entry.place,
                "post": entry.post,
                "mark": (entry.mark if known else "tidak hadir") if absent else "",
            }
        )
    return rows


def extra_lines(
    roster: Iterable[RosterEntry], guests: Iterable[Attendance], speakers: Iterable[Speaker]
) -> list[dict[str, Any]]:
    """Guests and invited persons with the key of the row that can be taken off again."""
    spoke = {choice_of(speaker) for speaker in speakers}
    invited = [(e.row, str(e.person), e.place, str(e.person.pk) in spoke, False) for e in roster if e.is_invited]
    named = [(g.pk, g.guest.name, g.guest.institution, choice_of(g.speaker) in spoke, True) for g in guests]
    return [
        {"row": row, "title": title, "detail": place, "state": "Narasumber" if speaks else "Tamu", "is_guest": is_guest}
        for row, title, place, speaks, is_guest in [*invited, *named]
    ]


def awaited_lines(
    roster: Iterable[RosterEntry], guests: Iterable[Attendance], speakers: Iterable[Speaker], known: Known
) -> list[dict[str, Any]]:
    """Who of those `known` is to speak and is not on the roll yet: one press notes them as present."""
    on_roll = {str(entry.person.pk) for entry in roster} | {choice_of(guest.speaker) for guest in guests}
    awaited = [(who, row) for row in speakers if (who := choice_of(row)) not in on_roll and known.chosen(who)]
    return [{"who": who, "title": str(row), "detail": _where_from(row), "token": uuid4()} for who, row in awaited]


def _where_from(speaker: Speaker) -> str:
    return speaker.institution or ("Dikenal di KKG" if speaker.person_id else "Dari luar KKG")
