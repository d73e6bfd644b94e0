"""A daftar hadir on paper: printed with a code, typed in later in the same order."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from core.files import Upload, faults_at, store_image
from core.models import StoredFile
from core.refusals import refuse_if
from core.removal import put_back, take_out, why_no_file
from core.revisions import locked
from kkg.attendance.actions import add_guest, invite_person, mark_roll_call
from kkg.attendance.models import Attendance
from kkg.attendance.rosters import RosterEntry, roster_of
from kkg.coded_lists.models import CodedList
from kkg.sessions.models import Session
from kkg.sessions.permissions import why_not_prove_day, why_not_run_day
from madrasah.models import Person, User
from madrasah.scope import fresh

LINES = UUID("6d0f2b0e-7f0c-4f7e-9a54-2b8a4d0a3f11")  # namespace: one guest token per sheet and line


@dataclass(frozen=True)
class Written:
    """What a pen wrote on a blank line: a person we know, or a guest by name; neither when it is empty."""

    line: int
    person: Person | None = None
    name: str = ""
    institution: str = ""


def in_printed_order(sheet: CodedList, roster: Sequence[RosterEntry]) -> list[RosterEntry]:
    """The names as they stand on the paper, then those who came onto the roster since, by name."""
    place = {pk: at for at, pk in enumerate(sheet.lines)}
    return sorted(roster, key=lambda entry: place.get(entry.person.pk, len(place)))


def line_token(sheet: CodedList, line: int) -> UUID:
    """The same for ever, so that a sheet typed twice is one guest per line."""
    return uuid5(LINES, f"{sheet.pk}:{line}")


@transaction.atomic
def print_list(*, session: Session, blank_lines: int, by: User) -> CodedList:
    """A sheet with today's roster. One that says the same and was not typed yet keeps its code."""
    session = locked(session, "group")
    refuse_if(why_not_run_day(fresh(by), session))
    lines = [entry.person.pk for entry in roster_of(session)]
    waiting = session.coded_lists.filter(typed_at=None, blank_lines=blank_lines)
    same = next((sheet for sheet in waiting if sheet.lines == lines), None)
    return same or CodedList.objects.create(session=session, lines=lines, blank_lines=blank_lines, printed_by=by)


@transaction.atomic
def type_list(
    *,
    sheet: CodedList,
    marks: Mapping[int, str],
    seen: Mapping[int, str],
    seen_checked: Collection[int],
    written: Sequence[Written],
    photo: Upload | None,
    by: User,
    assumed: Mapping[int, str] | None = None,
    at: datetime | None = None,
) -> CodedList:
    """The whole sheet in one submit; the same again writes nothing but the time.

    `marks`, `seen`, `seen_checked`, `assumed` as `mark_roll_call`. ValidationError on a mark that somebody
    else changed, or on a photo that cannot be read.
    """
    session = locked(sheet.session, "group")
    sheet = session.coded_lists.get(pk=sheet.pk)
    mark_roll_call(
        session=session,
        marks=marks,
        seen=seen,
        seen_checked=seen_checked,
        assumed=assumed,
        revision=session.revision,
        way=Attendance.Way.PAPER,
        by=by,
        at=at,
    )
    for line in written:
        _note(sheet, session, line, by)
    if photo is not None:
        with faults_at("photo"):
            sheet.photo = store_image(photo, by=by)
    sheet.typed_at, sheet.typed_by = at or timezone.now(), by
    sheet.save(update_fields=["photo", "typed_at", "typed_by", "updated_at"])
    return sheet


@transaction.atomic
def remove_sheet_photo(*, sheet: CodedList, by: User, at: datetime | None = None) -> None:
    """Takes the photo off for 30 days; one that is off stays off."""
    take_out(_photo_of(sheet, by), at)


@transaction.atomic
def restore_sheet_photo(*, sheet: CodedList, by: User, at: datetime | None = None) -> None:
    """Puts a photo on again that was taken off in the last 30 days."""
    put_back(_photo_of(sheet, by), at)


def _photo_of(sheet: CodedList, by: User) -> StoredFile | None:
    session = locked(sheet.session, "group")
    photo = session.coded_lists.get(pk=sheet.pk).photo
    refuse_if(why_not_prove_day(fresh(by), session) or why_no_file(photo))
    return photo


def _note(sheet: CodedList, session: Session, written: Written, by: User) -> None:
    """One handwritten line; a guest on it is renamed or taken off when it is typed otherwise."""
    token = line_token(sheet, written.line)
    before = session.attendances.filter(client_token=token, person=None).first()
    said = (written.name, written.institution)
    if before is not None and (before.guest.name, before.guest.institution) != said:
        before.delete()
    paper = Attendance.Way.PAPER
    if written.person:
        invite_person(session=session, person=written.person, is_speaker=False, way=paper, by=by)
    elif written.name:
        add_guest(
            session=session,
            name=written.name,
            institution=written.institution,
            is_speaker=False,
            client_token=token,
            way=paper,
            by=by,
        )
