"""What stands of one session as proof that it was held: its letters, rolls, notulen and photos, in that order.

Each as the reader would print it on its own page; what is not written yet is told in sentences.
"""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from django.utils import timezone

from core.formats import date_plain, joined
from core.packs import Piece, paper, part
from kkg.attendance.models import Attendance
from kkg.attendance.presenters import paper_rows
from kkg.attendance.rosters import roster_of, rows_of
from kkg.groups.papers import Data
from kkg.letters.models import Letter
from kkg.letters.papers import MORE, TEMPLATES, attendance_paper, letter_paper, lines_for
from kkg.photos.models import SessionPhoto
from kkg.photos.papers import MOST, drawn, usable_photos
from kkg.record.papers import minutes
from kkg.record.reports import with_record
from kkg.sessions.models import Session
from kkg.sessions.papers import invitation_number
from kkg.sessions.permissions import why_not_see_reasons
from kkg.sessions.presenters import when_held
from kkg.sessions.reports import signers
from madrasah.models import User

ORDER = ("surat-tugas", "undangan", "persetujuan", "berita-acara", "laporan")
ASKED = {"surat-tugas": "surat tugas", "undangan": "undangan", "berita-acara": "berita acara"}  # of each session
BEFORE_ROLL = ("surat-tugas", "undangan", "persetujuan")
CALLED = (Attendance.Way.CALLED, Attendance.Way.PAPER)


class Evidence(NamedTuple):
    """Papers still to be set, and sentences about what is missing."""

    pieces: list[Piece]
    missing: list[str]


def session_evidence(session: Session, reader: User, folder: str) -> Evidence:
    """Of a whole session `with_record`, as this reader may print it."""
    found = Evidence([], [])
    letters = list(Letter.objects.visible_to(reader).filter(session=session, withdrawn_at=None).order_by("year", "pk"))
    _add_letters(found, [one for one in letters if one.kind in BEFORE_ROLL], folder)
    for day in Session.days.of_whole(session).prefetch_related("attendances"):
        _add_roll(found, day, reader, folder)
    _add_minutes(found, session, reader, folder)
    _add_letters(found, [one for one in letters if one.kind not in BEFORE_ROLL], folder)
    _add_photos(found, session, folder)
    issued = {one.kind for one in letters}
    if unissued := [word for kind, word in ASKED.items() if kind not in issued]:
        words = joined(unissued)
        found.missing.insert(0, f"{words[0].upper()}{words[1:]} pertemuan {_day(session)} belum diterbitkan.")
    return found


def roll_paper(session: Session, reader: User, *, is_blank: bool = False) -> Data:
    """The daftar hadir of a day, filled or for pens, with what this reader may know."""
    stored = [] if is_blank else rows_of(session)
    roster = roster_of(session) if is_blank else roster_of(session, stored)
    rows = [] if is_blank else paper_rows(roster, session, reader)
    guests = [row for row in stored if not row.person_id]
    sign = signers(session, with_numbers=why_not_see_reasons(reader, session.group) is None)
    spare = lines_for(len(roster)) if is_blank else MORE
    return attendance_paper(session, rows, guests, sign, invitation_number(session), spare)


def withdrawn_words(letter: Letter) -> str:
    """What stands on top of a letter that was taken back."""
    if letter.withdrawn_at is None:
        return ""
    return f"Surat ini ditarik pada {date_plain(timezone.localtime(letter.withdrawn_at))}: {letter.withdrawn_reason}"


def is_written(session: Session) -> bool:
    """Whether anything of the notulen is: a word of what came of it, or who wrote."""
    words = (text for topic in session.topics.all() for text in (topic.achieved, topic.obstacles, topic.advice))
    return bool(session.result_text or session.notetaker_id or any(words))


def _day(session: Session) -> str:
    return f"{session.group} {when_held(session)}"


def _add_letters(found: Evidence, letters: list[Letter], folder: str) -> None:
    for letter in sorted(letters, key=lambda one: ORDER.index(one.kind)):
        name = _numbered(found, folder, f"{letter.get_kind_display()} {letter.number_text or letter.pk}")
        found.pieces.append(paper(name, TEMPLATES[letter.kind], partial(letter_paper, letter.content, "")))


def _add_roll(found: Evidence, day: Session, reader: User, folder: str) -> None:
    if not any(row.way in CALLED or row.checked_at for row in day.attendances.all()):
        found.missing.append(f"Daftar hadir pertemuan {day.group} {date_plain(day.date)} belum diisi.")
        return
    name = _numbered(found, folder, f"Daftar hadir {date_plain(day.date)}")
    found.pieces.append(paper(name, "attendance.typ", partial(roll_paper, day, reader)))


def _add_minutes(found: Evidence, session: Session, reader: User, folder: str) -> None:
    if not is_written(session):
        found.missing.append(f"Notulen pertemuan {_day(session)} belum ditulis.")
        return

    def words() -> Data:
        whole = with_record(Session.objects).get(pk=session.pk)
        return minutes(whole, with_numbers=why_not_see_reasons(reader, session.group) is None)

    found.pieces.append(paper(_numbered(found, folder, "Notulen"), "minutes.typ", words))


def _add_photos(found: Evidence, session: Session, folder: str) -> None:
    kept = SessionPhoto.objects.kept().filter(session=session).count()
    usable = [photo.pk for photo in usable_photos([session])]
    if not kept:
        found.missing.append(f"Foto pertemuan {_day(session)} belum ada.")
    elif left := kept - len(usable):
        found.missing.append(
            f"{left} foto pertemuan {_day(session)} tidak dimuat: belum semua yang tampak mengizinkan."
        )
    for number, keys in enumerate(_portions(usable), start=1):
        name = _numbered(found, folder, "Foto" if number == 1 else f"Foto ({number})")
        found.pieces.append(paper(name, "photos.typ", partial(photos_paper, session, keys)))


def photos_paper(session: Session, keys: list[int]) -> Data:
    """Everything templates/papers/photos.typ prints: at most MOST, asked anew whether they may be shown."""
    return {
        "title": f"Foto {session.title}",
        "letterhead": session.group.letterhead.splitlines() or [session.group.name],
        "facts": [("Kegiatan", session.title), ("Hari, tanggal", when_held(session))],
        "photos": drawn(keys),
    }


def _portions(keys: list[int]) -> Iterator[list[int]]:
    return (keys[first : first + MOST] for first in range(0, len(keys), MOST))


def _numbered(found: Evidence, folder: str, words: str) -> str:
    return f"{folder}/{part(f'{len(found.pieces) + 1:02} {words}')}"
