"""The roll call and guests. Who is called is read by kkg/attendance/rosters.py."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.shortcuts import get_object_or_404

from core.formats import joined, squeezed
from core.refusals import refuse_if
from core.revisions import bump, locked, once, refuse_stale
from kkg.attendance.models import Attendance
from kkg.attendance.rollcall import ABSENT, merged
from kkg.attendance.rosters import RosterEntry, called_at, default_mark, member_entry, roster_of, why_not_invite
from kkg.sessions.models import Session
from kkg.sessions.permissions import why_not_take_roll
from kkg.speakers.actions import let_go, mend_speaker, outsider_in, speaker_in
from kkg.speakers.models import Speaker
from madrasah.models import Assignment, Person, User
from madrasah.roles import Role
from madrasah.scope import fresh

OVERTAKEN = (
    "Sementara Anda mengisi, orang lain mengubah tanda untuk {names}. Belum ada yang ditimpa: periksa nama "
    "yang diberi keterangan di bawah, pilih yang benar, lalu simpan lagi."
)


@transaction.atomic
def mark_roll_call(
    *,
    session: Session,
    marks: Mapping[int, str],
    revision: int,
    by: User,
    seen_checked: Collection[int] = (),
    seen: Mapping[int, str] | None = None,
    assumed: Mapping[int, str] | None = None,
    way: str = Attendance.Way.CALLED,
    at: datetime | None = None,
) -> Session:
    """The whole roll in one submit. `marks`: person pk -> mark; persons who aren't called are ignored.

    `assumed`: marks that nobody chose name by name. They are written only where no mark is stored, and
    present only where no check-in ran: there it is an act (decisions.md 38); nor is it assumed of who came
    onto the roster when the roll was marked already (`RosterEntry.is_late`).

    `seen`: the marks that were stored when the roll was shown. With it each row stands for itself
    (kkg/attendance/rollcall.py); without it the roll is refused whole if the session changed since `revision`.
    `seen_checked`: persons whose check-in by QR or PIN was shown when the roll was begun. Others who have
    checked in since stay present: the roll could not know. `way` is noted on rows that are written.
    Sending the same marks again writes nothing. ValidationError if somebody else marked the same person
    otherwise.
    """
    session = _locked(session, by)
    roster = roster_of(session)
    called = {e.person.pk: e for e in roster if e.checked_at is None or e.person.pk in seen_checked}
    taken_as = default_mark(session, roster, at=at)
    said = {pk: mark for pk, mark in marks.items() if pk in called}
    changes = _changes(session, called, said, seen, revision, taken_as)
    changes |= _defaults(called, assumed or {}, taken_as, but=said)
    if not changes:
        return session
    Attendance.objects.bulk_create(
        [_row(session, called[pk], mark, way) for pk, mark in changes.items()],
        update_conflicts=True,
        unique_fields=["session", "person"],
        update_fields=["mark", "way", "updated_at"],
    )
    bump(session)
    session.save(update_fields=["revision", "updated_at"])
    return session


def _locked(session: Session, by: User) -> Session:
    """The session as it stands now, held; Refused to who may not call its roll."""
    session = locked(session, "group")
    refuse_if(why_not_take_roll(fresh(by), session))
    return session


def _changes(
    session: Session,
    called: Mapping[int, RosterEntry],
    marks: Mapping[int, str],
    seen: Mapping[int, str] | None,
    revision: int,
    taken_as: str,
) -> dict[int, str]:
    stored = {pk: entry.mark for pk, entry in called.items()}
    if seen is None:
        changes = {pk: mark for pk, mark in marks.items() if mark != stored[pk]}
        if changes:
            refuse_stale(session, revision)
        return changes
    late = {pk for pk, entry in called.items() if entry.is_late}
    merge = merged(marks, seen, stored, taken_as, late)
    if merge.conflicts:
        names = joined([str(called[pk].person) for pk in merge.conflicts])
        raise ValidationError(OVERTAKEN.format(names=names), code="stale")
    return merge.changes


def _defaults(
    called: Mapping[int, RosterEntry], assumed: Mapping[int, str], taken_as: str, *, but: Collection[int]
) -> dict[int, str]:
    open_ones = {pk: entry for pk, entry in called.items() if not entry.mark and pk not in but}
    return {
        pk: mark
        for pk, mark in assumed.items()
        if pk in open_ones and (mark == ABSENT or (mark == taken_as and not open_ones[pk].is_late))
    }


def _row(session: Session, entry: RosterEntry, mark: str, way: str) -> Attendance:
    """A mark changed after a check-in keeps the way and the time of that check-in."""
    return Attendance(
        session=session,
        school_year=session.school_year,
        person=entry.person,
        madrasah=entry.madrasah,
        mark=mark,
        way=entry.way if entry.checked_at else way,
    )


@transaction.atomic
def add_guest(
    *,
    session: Session,
    name: str,
    institution: str,
    is_speaker: bool,
    client_token: UUID,
    by: User,
    way: str = Attendance.Way.CALLED,
) -> Attendance:
    """A guest by name, present once per token, name and place; also noted as narasumber when told so.

    Two guests of one name are two persons only when both say where they come from.
    """
    session, name, institution = _locked(session, by), _guest_name(name), squeezed(institution)
    speaker = _outsider(session, name, institution, is_speaker)
    same = _same_guest(session, name, institution, speaker)
    said = {"speaker": speaker} if speaker else {"guest_name": name, "guest_institution": institution}
    if same is None:
        told = {"session": session, **said}
        same, _ = once(Attendance, client_token, told, school_year=session.school_year, way=way)
    elif same.speaker != speaker or (institution and not (speaker or same.guest_institution)):
        _say_who(same, **said)
    if is_speaker and speaker:
        session.speakers.add(speaker)
    return same


def _outsider(session: Session, name: str, institution: str, is_speaker: bool) -> Speaker | None:
    """The KKG's row of a guest who speaks, or is known by this very name and place."""
    if is_speaker:
        return speaker_in(session.group, Speaker(name=name, institution=institution))
    known = outsider_in(session.group, name, institution)
    is_same = known and known.institution.casefold() == institution.casefold()
    here = list(Speaker.objects.at(session))
    return known if is_same or known in here else None


def _same_guest(
    session: Session, name: str, institution: str, speaker: Speaker | None, but: int = 0
) -> Attendance | None:
    """The row of this guest, in whatever capitals; one without a place may be anybody of that name."""
    named = Q(guest_name__iexact=name) & ~Q(guest_name="")
    if institution:
        named &= Q(guest_institution__iexact=institution) | Q(guest_institution="")
    found = session.attendances.filter(Q(speaker=speaker, speaker__isnull=False) | named).exclude(pk=but)
    return found.order_by("speaker", "pk").first()


def _say_who(
    guest: Attendance, *, speaker: Speaker | None = None, guest_name: str = "", guest_institution: str = ""
) -> None:
    guest.speaker, guest.guest_name, guest.guest_institution = speaker, guest_name, guest_institution
    guest.save(update_fields=["speaker", "guest_name", "guest_institution", "updated_at"])


def _guest_name(text: str) -> str:
    name = squeezed(text)
    refuse_if(None if name else "Nama tamu belum diisi. Bila keliru dicatat, keluarkan dari daftar.")
    return name


@transaction.atomic
def edit_guest(*, guest: Attendance, name: str, institution: str, by: User) -> Attendance:
    """A guest's name or place put right; of one known as narasumber, wherever they are named.

    ValidationError when that guest is on the list already: one of the two is taken off instead.
    """
    session, name, institution = _locked(guest.session, by), _guest_name(name), squeezed(institution)
    guest = get_object_or_404(session.attendances.guests(), pk=guest.pk)
    if _same_guest(session, name, institution, None, but=guest.pk):
        raise ValidationError(f"{name} sudah ada di daftar. Keluarkan salah satunya.")
    if guest.speaker:
        mend_speaker(speaker=guest.speaker, name=name, institution=institution, by=by)
    else:
        _say_who(guest, guest_name=name, guest_institution=institution)
    return guest


@transaction.atomic
def invite_person(
    *, session: Session, person: Person, is_speaker: bool, by: User, way: str = Attendance.Way.CALLED
) -> Attendance | None:
    """A person we know who is not on the roster, such as a kepala; present until the roll says otherwise.

    A member who speaks is noted as narasumber only: the roll says whether they came. A pengawas oversees
    several madrasah and is counted at none of them.
    """
    session = _locked(session, by)
    refuse_if(why_not_invite(session, person))
    if is_speaker:
        session.speakers.add(speaker_in(session.group, Speaker(person=person)))
        if member_entry(session, person):
            return None
    office = (
        Assignment.objects.open(session.date)
        .filter(person=person, madrasah__in=session.group.group_places.open(session.date).values("madrasah"))
        .exclude(role=Role.PENGAWAS)
        .select_related("madrasah")
        .first()
    )
    row, _ = Attendance.objects.get_or_create(
        session=session,
        person=person,
        defaults={"school_year": session.school_year, "way": way, "madrasah": office.madrasah if office else None},
    )
    return row


@transaction.atomic
def remove_extra(*, attendance: Attendance, by: User) -> None:
    """Takes a guest or an invited person off the list; the history keeps the row.

    ValidationError for a member of the group: their mark is changed instead.
    """
    session = _locked(attendance.session, by)
    attendance = get_object_or_404(session.attendances, pk=attendance.pk)
    attendance.delete()
    if attendance.person_id in set(called_at(session)):
        raise ValidationError("Anggota tidak bisa dikeluarkan dari daftar. Ubah saja tanda kehadirannya.")
    if attendance.person_id or attendance.speaker_id:
        who = Q(person=attendance.person) if attendance.person else Q(pk=attendance.speaker_id)
        _no_longer_speaks(session, session.speakers.filter(who))


@transaction.atomic
def remove_speaker(*, session: Session, speaker: Speaker, by: User) -> None:
    """No longer noted as narasumber; attendance stays, and so does a topic that names them."""
    session = _locked(session, by)
    _no_longer_speaks(session, session.speakers.filter(pk=speaker.pk))


def _no_longer_speaks(session: Session, speakers: Any) -> None:
    for speaker in list(speakers):
        session.speakers.remove(speaker)
        let_go(speaker)
