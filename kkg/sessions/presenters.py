"""A session in words: when, where, in what state."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils import timezone

from core.formats import clock, date_long, date_plain, date_short, days_long, dotted, joined, moment_short, with_guests
from kkg.groups.lettering import zone_of
from kkg.groups.presenters import Line
from kkg.sessions.doubts import Meeting, passes_midnight
from kkg.sessions.models import Session, Topic, narasumber, noted_at


def agenda_words(session: Session | None) -> str:
    """ "agenda “Menyusun RPP”, 12 Desember 2026", or that there is none yet."""
    if session is None:
        return "agenda pertemuan berikutnya, begitu direncanakan"
    return f"agenda “{session}”, {date_plain(session.date)}"


def moved_sentence(number: int, was: Session, now: Session | None) -> str:
    """Between which agendas so many unfinished topics moved."""
    return f"{number} topik lanjutan pindah dari {agenda_words(was)} ke {agenda_words(now)}."


def waiting_sentence(number: int, session: Session | None) -> str:
    """Where so many unfinished topics stand."""
    what = f"{number} topik yang belum tuntas"
    if session is None:
        return f"{what} menunggu: belum ada pertemuan berikutnya."
    return f"{what} kini di {agenda_words(session)}."


def put_off(days: Iterable[date]) -> str:
    """ "ditunda, semula 12 Nov 2026 dan 19 Nov 2026", or nothing."""
    former = joined([date_short(day) for day in days])
    return f"ditunda, semula {former}" if former else ""


def session_state(session: Session, today: date) -> tuple[str, str]:
    """Word and tone of the chip."""
    if session.cancelled_at:
        return "Dibatalkan", "red"
    if session.is_closed:
        return "Selesai", "green"
    if session.last_day < today:
        return "Belum ditutup", "amber"
    if session.is_on(today):
        return "Hari ini", "amber"
    return ("Berlangsung", "amber") if session.date < today else ("Dijadwalkan", "blue")


def hours(session: Session) -> str:
    """ "08.00–11.30", "20.00–01.30 (keesokan harinya)", "mulai 08.00", or nothing."""
    if session.starts_at and session.ends_at:
        next_day = " (keesokan harinya)" if passes_midnight(session.starts_at, session.ends_at) else ""
        return f"{clock(session.starts_at)}–{clock(session.ends_at)}{next_day}"
    return f"mulai {clock(session.starts_at)}" if session.starts_at else ""


def hours_and_zone(session: Session) -> str:
    """The same with WIB, WITA or WIT by the host, else by the group's first madrasah (decisions.md 27)."""
    when = hours(session)
    return f"{when} {_zone(session)}" if when else ""


def _zone(session: Session) -> str:
    if session.madrasah:
        return zone_of(session.madrasah.region_id)
    place = session.group.group_places.select_related("madrasah").order_by("pk").first()
    return zone_of(place.madrasah.region_id if place else "")


def where(session: Session) -> str:
    """Host and place, as far as they are known."""
    return place_words(session.host, session.place)


def place_words(host: str, place: str) -> str:
    """ "MI Contoh Satu, Aula", as far as it is known."""
    return ", ".join(part for part in (host, place) if part)


def session_line(session: Session, today: date, url: str, *, with_group: bool = False) -> Line:
    """A session in a list; needs `SessionQuerySet.for_list`. The group is named where several meet."""
    state, tone = session_state(session, today)
    known: Any = session
    came = f"{known.came_count} hadir{' hari pertama' if session.until else ''}"
    came = with_guests(came, known.guest_count) if known.came_count or known.guest_count else ""
    topics = f"{known.topic_count} topik" if known.topic_count else "" if session.is_committee else "agenda kosong"
    group = session.group.name if with_group else ""
    parts = [when_held(session), put_off(known.first_dates), called_off(session)]
    parts += [group, place_words(known.host, session.place), "" if session.cancelled_at else topics, came]
    return Line(session.title, dotted(*parts), state, tone, url)


def called_off(session: Session) -> str:
    """ "dibatalkan: jalan putus", or nothing."""
    return f"dibatalkan: {session.cancelled_reason}" if session.cancelled_at else ""


def when_held(session: Session) -> str:
    """ "Senin, 23 November 2026", or "23–27 November 2026" of one that lasts several days."""
    return days_long(session.date, session.until)


def session_when(session: Session) -> str:
    """ "Senin, 23 November 2026 · 08.00–11.30 · MI Contoh Satu, Aula", as far as known."""
    return dotted(when_held(session), hours(session), where(session))


def session_facts(session: Session, topics: Iterable[Topic]) -> list[tuple[str, str]]:
    """What is known beside the date: words and values for components/facts.html."""
    facts = [
        ("Jenis", session.get_kind_display()),
        ("Narasumber", joined([speaker.introduced for speaker in narasumber(noted_at(session), topics)])),
        ("Jumlah JP", hours_of_days(session)),
        ("Waktu topik", minutes_sum(session, topics)),
        *_changes_of_date(session),
    ]
    if session.closed_at:
        shut = moment_short(timezone.localtime(session.closed_at))
        facts.append(("Ditutup", f"{shut} oleh {session.closed_by}"))
    if session.reopened_reason:
        facts.append(("Alasan dibuka kembali", session.reopened_reason))
    return [(word, value) for word, value in facts if value]


def hours_of_days(session: Session) -> str:
    """ "8", or "44, yaitu 8 + 8 + 8 + 8 + 12" of one that lasts several days."""
    hours = [session.jp, *(day.jp for day in session.later_days.order_by("date"))] if session.until else [session.jp]
    words = f", yaitu {' + '.join(map(str, hours))}" if session.until else ""
    return f"{sum(hours)}{words}" if sum(hours) else ""


def _changes_of_date(session: Session) -> list[tuple[str, str]]:
    """Each putting off and the calling off, with the reason."""
    facts = [
        ("Ditunda", f"Semula {date_long(step.from_date)}, menjadi {date_long(step.to_date)}. {step.reason}")
        for step in session.postponements.all()
    ]
    return [*facts, ("Dibatalkan", session.cancelled_reason)] if session.cancelled_at else facts


def minutes_sum(session: Session, topics: Iterable[Topic]) -> str:
    """ "150 menit direncanakan, 165 terpakai, dari 180 menit pertemuan"; nothing while nothing is known."""
    topics = list(topics)
    planned = sum(topic.minutes_planned for topic in topics)
    used = sum(topic.minutes_used or 0 for topic in topics)
    starts, ends = session.starts_at, session.ends_at
    length = Meeting(date=session.date, starts_at=starts, ends_at=ends, days=session.day_count).whole_length
    parts = [
        f"{planned} menit direncanakan" if planned else "",
        f"{used} menit terpakai" if used else "",
        f"dari {length} menit pertemuan" if length and (planned or used) else "",
    ]
    return ", ".join(part for part in parts if part)
