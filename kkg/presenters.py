"""Sessions, topics and attendance in words, for pages and papers. Rights are decided elsewhere."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.utils import timezone

from core.formats import clock, date_long, date_short, joined, moment_short
from kkg.agenda import PastTopic, history
from kkg.models import Attendance, RosterEntry, Session, Speaker, Topic
from kkg.permissions import why_not_see_reasons

TOPIC_TONES = {"tuntas": "green", "sebagian": "amber", "belum": "red"}
MARK_TONES = {"hadir": "green", "izin": "amber", "sakit": "amber", "alpa": "red"}


class Line(NamedTuple):
    """One row of components/row.html."""

    title: str
    detail: str = ""
    state: str = ""
    tone: str = "grey"
    url: str = ""


def session_state(session: Session, today: date) -> tuple[str, str]:
    """Word and tone of the chip."""
    if session.is_closed:
        return "Selesai", "green"
    if session.date < today:
        return "Belum ditutup", "amber"
    return ("Hari ini", "amber") if session.date == today else ("Dijadwalkan", "blue")


def hours(session: Session) -> str:
    """ "08.00–11.30", "mulai 08.00", or nothing."""
    if session.starts_at and session.ends_at:
        return f"{clock(session.starts_at)}–{clock(session.ends_at)}"
    return f"mulai {clock(session.starts_at)}" if session.starts_at else ""


def where(session: Session) -> str:
    """Host and place, as far as they are known."""
    host = session.madrasah.name_on(session.date) if session.madrasah else ""
    return ", ".join(part for part in (host, session.place) if part)


def session_line(session: Session, today: date, url: str, *, with_group: bool = False) -> Line:
    """A session in a list; needs `SessionQuerySet.for_list`. The group is named where several meet."""
    state, tone = session_state(session, today)
    known: Any = session
    came = f"{known.came_count} hadir" if known.came_count else ""
    topics = f"{known.topic_count} topik" if known.topic_count else "agenda kosong"
    group = session.group.name if with_group else ""
    parts = [date_long(session.date), group, where(session), topics, came]
    return Line(session.title, " · ".join(part for part in parts if part), state, tone, url)


def session_when(session: Session) -> str:
    """ "Senin, 23 November 2026 · 08.00–11.30 · MI Contoh Satu, Aula", as far as known."""
    parts = (date_long(session.date), hours(session), where(session))
    return " · ".join(part for part in parts if part)


def session_facts(session: Session, speakers: Iterable[Any]) -> list[tuple[str, str]]:
    """What stands beside the date: words and values for components/facts.html."""
    facts = [
        ("Jenis", session.get_kind_display()),
        ("Narasumber", joined([str(speaker) for speaker in speakers])),
        ("Jumlah JP", str(session.jp or "")),
    ]
    if session.closed_at:
        shut = moment_short(timezone.localtime(session.closed_at))
        facts.append(("Ditutup", f"{shut} oleh {session.closed_by}"))
    if session.reopened_reason:
        facts.append(("Alasan dibuka kembali", session.reopened_reason))
    return facts


def continued_from(topic: Topic, past: Mapping[int, PastTopic]) -> str:
    """ "Lanjutan dari 12 Okt 2026 (sebagian), 9 Nov 2026 (belum)", or nothing."""
    steps = [f"{date_short(old.date)} ({old.status})" for old in history(topic.continues_id, past)]
    return f"Lanjutan dari {', '.join(steps)}" if steps else ""


def topic_line(topic: Topic, past: Mapping[int, PastTopic]) -> Line:
    """A topic with its state, or the word "lanjutan" while it waits."""
    minutes = topic.minutes_used if topic.minutes_used is not None else topic.minutes_planned
    parts = [
        topic.get_competency_display(),
        topic.speaker_name,
        f"{minutes} menit" if minutes else "",
        continued_from(topic, past),
    ]
    detail = " · ".join(part for part in parts if part)
    if topic.status:
        return Line(topic.title, detail, topic.get_status_display(), TOPIC_TONES[topic.status])
    return Line(topic.title, detail, "Lanjutan" if topic.continues_id else "", "amber")


def attendance_totals(rows: Iterable[Attendance], *, with_reasons: bool) -> list[tuple[int, str]]:
    """(count, word) for each mark; without reasons all who did not come are one figure."""
    marks = [row.mark for row in rows]
    if with_reasons:
        return [(marks.count(value), word.lower()) for value, word in Attendance.Mark.choices]
    came = marks.count(Attendance.Mark.HADIR)
    return [(came, "hadir"), (len(marks) - came, "tidak hadir")]


def attendance_line(row: Attendance, user: Any, group: Any) -> Line:
    """A name, the madrasah of that day, and the mark as far as this reader may know it."""
    if row.person is None:
        return Line(row.guest_name, row.guest_institution or "Tamu", "Tamu", "blue")
    is_own = row.person_id == user.person_id
    is_plain = row.mark == Attendance.Mark.HADIR or is_own
    detail = row.madrasah.name_on(row.session.date) if row.madrasah else ""
    if is_plain or why_not_see_reasons(user, group, row.madrasah_id) is None:
        return Line(str(row.person), detail, row.get_mark_display(), MARK_TONES[row.mark])
    return Line(str(row.person), detail, "Tidak hadir", "grey")


def paper_rows(roster: Iterable[RosterEntry], session: Session, user: Any) -> list[dict[str, str]]:
    """Rows of the daftar hadir; NIP and reasons only where this reader may see them (decisions.md 12)."""
    rows = []
    for entry in roster:
        place = entry.madrasah.pk if entry.madrasah else None
        known = why_not_see_reasons(user, session.group, place) is None
        person = entry.person
        absent = entry.mark not in ("", Attendance.Mark.HADIR)
        rows.append({
            "name": str(person),
            "number": (person.nip or person.nuptk or "–") if known else "",
            "place": entry.place,
            "post": entry.post,
            "mark": (entry.mark if known else "tidak hadir") if absent else "",
        })  # fmt: skip
    return rows


def extra_lines(
    roster: Iterable[RosterEntry], guests: Iterable[Attendance], speakers: Iterable[Speaker]
) -> list[dict[str, Any]]:
    """Guests and invited persons with the key of the row that can be taken off again."""
    speakers = list(speakers)
    by_person, by_name = {s.person_id for s in speakers}, {s.guest_name for s in speakers if s.guest_name}
    invited = [(e.row, str(e.person), e.place, e.person.pk in by_person) for e in roster if e.is_invited]
    named = [(g.pk, g.guest_name, g.guest_institution, g.guest_name in by_name) for g in guests]
    return [
        {"row": row, "title": title, "detail": place, "state": "Narasumber" if speaks else "Tamu"}
        for row, title, place, speaks in [*invited, *named]
    ]


def attendance_paper(
    session: Session, rows: list[dict[str, str]], guests: Iterable[Attendance], signers: Mapping[str, Any]
) -> dict[str, Any]:
    """Everything templates/papers/attendance.typ prints (domain.md §4.5)."""
    place = session.group.city or "…………………"
    return {
        "title": f"Daftar Hadir {session.title}",
        "letterhead": session.group.letterhead.splitlines() or [session.group.name],
        "activity": session.title,
        "group": session.group.name,
        "day": date_long(session.date),
        "hours": hours(session),
        "place": where(session),
        "rows": rows,
        "guests": [{"name": g.guest_name, "place": g.guest_institution} for g in guests],
        "with_numbers": any(row["number"] for row in rows),
        "dated": f"{place}, {date_long(session.date).partition(', ')[2]}",
        "signers": dict(signers),
    }
