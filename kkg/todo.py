"""Cards of "giliran Anda" that sessions bring: what to close, what to prepare, where to be next."""

from datetime import date
from typing import Any

from django.urls import reverse

from core.formats import clock, date_long, due_tone, relative_due
from core.todo import Task
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
    ]


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
    return Task(
        title=f"Pertemuan KKG: {session.title}",
        detail=" · ".join(part for part in (f"{date_long(session.date)}{at}", place) if part),
        url=reverse("kkg:session-detail", args=[session.pk]), action="Lihat agenda",
        state=relative_due(session.date, today), tone=due_tone(session.date, today),
        due=session.date, weight=10,
    )  # fmt: skip
