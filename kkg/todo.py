"""Cards of "giliran Anda" that sessions bring: what to close, what to prepare, where to be next."""

from datetime import date
from typing import Any

from django.urls import reverse

from core.formats import clock, date_long, due_tone, relative_due
from core.todo import Task
from kkg.dates import put_off
from kkg.models import Session

MOST = 5
DAYS_TO_PREPARE = 14


def tasks(user: Any, today: date) -> list[Task]:
    """Sessions to close and empty agendas for those who run them; the next session for every member."""
    run = Session.objects.run_by(user).open().for_list()
    late = list(run.filter(date__lt=today).order_by("date")[:MOST])
    coming = list(Session.objects.visible_to(user).open().for_list().upcoming(today)[:1])
    upcoming: Any = run.upcoming(today)[:MOST]
    bare = [
        session for session in upcoming
        if not session.topic_count and (session.date - today).days <= DAYS_TO_PREPARE
    ]  # fmt: skip
    return [
        *(_to_close(session, today) for session in late),
        *(_to_prepare(session, today) for session in bare),
        *(_to_attend(session, today) for session in coming),
        *_changed(user, today, coming),
    ]


def _changed(user: Any, today: date, told: list[Session]) -> list[Task]:
    """Sessions called off or put off, until the day they were meant for has passed."""
    seen = Session.objects.visible_to(user).for_list()
    off = seen.cancelled().upcoming(today)[:MOST]
    waiting = seen.open().filter(postponements__from_date__gte=today).order_by("date", "pk")
    moved = [session for session in waiting[:MOST] if session not in told]
    return [*(_called_off(session, today) for session in off), *(_put_off(session) for session in moved)]


def _called_off(session: Session, today: date) -> Task:
    return Task(
        title=f"Dibatalkan: {session.title}",
        detail=f"{date_long(session.date)} · {session.group} · {session.cancelled_reason}",
        url=reverse("kkg:session-detail", args=[session.pk]), action="Lihat",
        state="Dibatalkan", tone="red", due=session.date, weight=15,
    )  # fmt: skip


def _put_off(session: Session) -> Task:
    return Task(
        title=f"Ditunda: {session.title}",
        detail=f"Menjadi {date_long(session.date)}, {put_off(_former(session))} · {session.group}",
        url=reverse("kkg:session-detail", args=[session.pk]), action="Lihat",
        state="Ditunda", tone="amber", due=session.date, weight=15,
    )  # fmt: skip


def _former(session: Any) -> list[date]:
    """Days it was put off from, read along by `SessionQuerySet.for_list`."""
    days: list[date] = session.first_dates
    return days


def _to_close(session: Session, today: date) -> Task:
    return Task(
        title=f"Tutup pertemuan “{session.title}”",
        detail=f"{date_long(session.date)} · {session.group}. Isi kehadiran dan hasil tiap topik.",
        url=reverse("kkg:session-detail", args=[session.pk]), action="Lengkapi sekarang",
        state=relative_due(session.date, today), tone="red", due=session.date, weight=30,
    )  # fmt: skip


def _to_prepare(session: Session, today: date) -> Task:
    return Task(
        title=f"Susun agenda “{session.title}”",
        detail=f"{date_long(session.date)} · agenda masih kosong.",
        url=reverse("kkg:session-topics", args=[session.pk]), action="Susun agenda",
        state=relative_due(session.date, today), tone="amber", due=session.date, weight=20,
    )  # fmt: skip


def _to_attend(session: Session, today: date) -> Task:
    at = f" pukul {clock(session.starts_at)}" if session.starts_at else ""
    place = str(session.madrasah or session.place or "")
    former = put_off(_former(session))
    return Task(
        title=f"Pertemuan KKG: {session.title}",
        detail=" · ".join(part for part in (f"{date_long(session.date)}{at}", former, place) if part),
        url=reverse("kkg:session-detail", args=[session.pk]), action="Lihat agenda",
        state=relative_due(session.date, today), tone=due_tone(session.date, today),
        due=session.date, weight=10,
    )  # fmt: skip
