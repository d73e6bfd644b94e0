"""One evening from its data to its closing: the seven steps in order, each with its state.

Belongs here: order, words and addresses. Whether somebody may go there: permissions of each room.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Prefetch
from django.urls import reverse

from core.formats import date_long, joined, with_guests
from kkg.attendance.models import Attendance
from kkg.decisions.permissions import why_not_record_decision
from kkg.groups.permissions import why_not_run_group
from kkg.sessions.models import Session, Topic
from kkg.sessions.permissions import (
    not_yet,
    why_not_add_photos,
    why_not_close_session,
    why_not_record_minutes,
    why_not_run_session,
    why_not_take_roll,
)
from kkg.sessions.presenters import session_when
from madrasah.models import User

MINUTES = "Notulen"


@dataclass(frozen=True)
class Known:
    """What the page has read of a session already: nothing here asks again."""

    topics: Sequence[Topic]
    attendances: Sequence[Attendance]
    decisions: int
    materials: int
    photos: int = 0
    days: Sequence["DayRoll"] = ()

    @property
    def is_called(self) -> bool:
        """Whether names were called or typed from paper; check-ins alone are no roll call."""
        return any(row.way in (Attendance.Way.CALLED, Attendance.Way.PAPER) for row in self.attendances)

    def has_checked_in(self, user: User, day: Session) -> bool:
        """Whether this reader's own QR or PIN is on the list of that day."""
        rows = next((one.known.attendances for one in self.days if one.day == day), self.attendances)
        return any(row.is_self_checked for row in rows if row.person_id == user.person_id)

    def day_of(self, session: Session, on: date) -> Session:
        """The row of that day: of several days the one that is held then, else the first."""
        return next((one.day for one in self.days if one.day.is_on(on)), session)

    @property
    def came(self) -> str:
        """ "36 hadir dari 48 yang tercatat, ditambah 1 tamu"."""
        rows = [row.mark for row in self.attendances if row.person_id]
        guests = len(self.attendances) - len(rows)
        words = f"{rows.count('hadir')} hadir dari {len(rows)} yang tercatat" if rows else "Belum diisi"
        return with_guests(words, guests)


@dataclass(frozen=True)
class DayRoll:
    """One day of a session that lasts several, and what is known of its roll."""

    number: int
    day: Session
    known: Known

    @property
    def title(self) -> str:
        """ "Hari 2: Selasa, 24 November 2026"."""
        return f"Hari {self.number}: {date_long(self.day.date)}"

    @property
    def url(self) -> str:
        """Of its roll."""
        return _url("session-attendance", self.day)


def day_rolls(session: Session) -> list[DayRoll]:
    """The days of a session that lasts several, each with its roll by name. Two queries."""
    called = Prefetch("attendances", Attendance.objects.by_name())
    days = Session.days.of_whole(session).select_related("check_in").prefetch_related(called)
    return [
        DayRoll(number, day, Known([], list(day.attendances.all()), decisions=0, materials=0))
        for number, day in enumerate(days, start=1)
    ]


class Step(NamedTuple):
    """One form of the evening; `may_wait`: a session can be closed without it."""

    label: str
    action: str
    url: str
    detail: str
    is_done: bool
    why_not: str | None
    may_wait: bool = False

    @property
    def state(self) -> str:
        """One of two words."""
        return "Sudah" if self.is_done else "Belum"

    @property
    def tone(self) -> str:
        """Of the chip."""
        return "green" if self.is_done else "grey"


def evening_steps(user: User, session: Session, known: Known) -> list[Step]:
    """Data, agenda, attendance, minutes, decisions, photos, closing: for those who run it, unless it was called off."""
    if why_not_run_group(user, session.group) or session.cancelled_at:
        return []
    why_not_plan, why_not_call = why_not_run_session(user, session), why_not_take_roll(user, session)
    return [
        Step("Data", "Ubah data", _url("session-edit", session), *_data(session), why_not_plan, may_wait=True),
        *([] if session.is_committee else [_planning(session, known, why_not_plan)]),
        _calling(session, known, why_not_call),
        *_written_later(user, session, known),
        Step(
            "Penutupan",
            "Tutup pertemuan",
            _url("session-close", session),
            "Catatannya dikunci." if session.is_committee else "Hasil tiap topik dan JP, lalu catatannya dikunci.",
            session.is_closed,
            why_not_close_session(user, session),
        ),
    ]


def _planning(session: Session, known: Known, why_not: str | None) -> Step:
    return Step("Agenda", "Susun agenda", _url("session-topics", session), *_agenda(known), why_not)


def _written_later(user: User, session: Session, known: Known) -> list[Step]:
    """What a session can be closed without."""
    minutes, photos = _url("session-minutes", session), _url("session-photos", session)
    why_not_decide = why_not_record_decision(user, session)
    decisions = f"{reverse('kkg:decision-list')}?pertemuan={session.pk}&tampil=semua"
    shown = known.decisions and why_not_decide
    return [
        Step(MINUTES, "Tulis notulen", minutes, *_minutes(session, known), why_not_record_minutes(user, session), True),
        Step(
            "Keputusan",
            "Catat keputusan",
            decisions if shown else _url("decision-new", session),
            _count(known.decisions, "keputusan"),
            known.decisions > 0,
            None if shown else why_not_decide,
            True,
        ),
        Step(
            "Foto",
            "Unggah foto",
            photos,
            _count(known.photos, "foto"),
            known.photos > 0,
            None if known.photos else why_not_add_photos(user, session),
            True,
        ),
    ]


def next_of(steps: Sequence[Step]) -> Step | None:
    """The first that is open and can be done; missing data alone keeps nobody waiting."""
    return next((step for step in steps[1:] if not step.is_done and not step.why_not), None)


def _data(session: Session) -> tuple[str, bool]:
    lacks = {"jam": session.starts_at is None, "tempat": not (session.madrasah_id or session.place)}
    missing = [word for word, is_missing in lacks.items() if is_missing]
    return (f"Belum ada {joined(missing)}." if missing else session_when(session)), not missing


def _agenda(known: Known) -> tuple[str, bool]:
    return _count(len(known.topics), "topik"), bool(known.topics)


def _calling(session: Session, known: Known, why_not: str | None) -> Step:
    """Of several days the first whose roll is missing."""
    if not known.days:
        return Step("Kehadiran", "Isi kehadiran", _url("session-attendance", session), *_came(session, known), why_not)
    left = [one for one in known.days if not one.known.is_called]
    due = left[0] if left else known.days[-1]
    detail = f"Belum diisi: {due.title}." if left else f"{len(known.days)} hari sudah diisi."
    return Step("Kehadiran", "Isi kehadiran", due.url, detail, not left, why_not or not_yet(due.day))


def _came(session: Session, known: Known) -> tuple[str, bool]:
    """Once a check-in ran, nobody is present by default (decisions.md 38)."""
    if known.is_called:
        return known.came, True
    has_window = getattr(session, "check_in", None) is not None
    is_act = has_window or any(row.is_self_checked for row in known.attendances)
    return ("Tandai yang belum presensi." if is_act else "Semua dianggap hadir; ubah yang tidak."), False


def _minutes(session: Session, known: Known) -> tuple[str, bool]:
    words = [session.result_text, *(text for t in known.topics for text in (t.achieved, t.obstacles, t.advice))]
    is_done = any(words) or session.notetaker_id is not None
    return ("Capaian, kendala, masukan, dan hasilnya." if not is_done else "Sudah ditulis; bisa dilengkapi."), is_done


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number else f"Belum ada {word}"


def _url(name: str, session: Session) -> str:
    return reverse(f"kkg:{name}", args=[session.pk])
