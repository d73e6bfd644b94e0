"""The roll call and guests. Who is called is read by kkg/models/rosters.py."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kkg.actions.revisions import bump, locked, refuse_stale
from kkg.models import Attendance, RosterEntry, Session, Speaker, roster_of
from madrasah.models import Assignment, Person, User


@transaction.atomic
def mark_roll_call(
    *,
    session: Session,
    marks: Mapping[int, str],
    revision: int,
    by: User,
    seen_checked: Collection[int] = (),
) -> Session:
    """The whole roll in one submit. `marks`: person pk -> mark; persons who aren't called are ignored.

    `seen_checked`: persons whose check-in by QR or PIN was shown when the roll was begun. Others who have
    checked in since stay present: the roll could not know. Sending the same marks again writes nothing.
    ValidationError if the session changed meanwhile.
    """
    session = locked(session)
    changed = [
        entry for entry in roster_of(session)
        if entry.person.pk in marks and marks[entry.person.pk] != entry.mark
        and (entry.checked_at is None or entry.person.pk in seen_checked)
    ]  # fmt: skip
    if not changed:
        return session
    refuse_stale(session, revision)
    Attendance.objects.bulk_create(
        [_row(session, entry, marks[entry.person.pk]) for entry in changed],
        update_conflicts=True, unique_fields=["session", "person"], update_fields=["mark", "updated_at"],
    )  # fmt: skip
    bump(session)
    session.save(update_fields=["revision", "updated_at"])
    return session


def _row(session: Session, entry: RosterEntry, mark: str) -> Attendance:
    return Attendance(
        session=session, school_year=session.school_year, person=entry.person, madrasah=entry.madrasah,
        mark=mark, updated_at=timezone.now(),
    )  # fmt: skip


@transaction.atomic
def add_guest(
    *, session: Session, name: str, institution: str, is_speaker: bool, client_token: UUID, by: User
) -> Attendance:
    """A guest by name, present once per token and name; also noted as narasumber when told so."""
    session = locked(session)
    same = session.attendances.filter(guest_name__iexact=name).first()
    if same is None:
        same, _ = Attendance.objects.get_or_create(
            client_token=client_token,
            defaults={
                "session": session, "school_year": session.school_year,
                "guest_name": name, "guest_institution": institution,
            },
        )  # fmt: skip
    if is_speaker:
        Speaker.objects.get_or_create(session=session, guest_name=name, defaults={"institution": institution})
    return same


@transaction.atomic
def invite_person(*, session: Session, person: Person, is_speaker: bool, by: User) -> Attendance:
    """A person we know who is not on the roster, such as a kepala; present until the roll says otherwise."""
    session = locked(session)
    office = Assignment.objects.open(session.date).filter(
        person=person, madrasah__in=session.group.group_places.open(session.date).values("madrasah")
    ).select_related("madrasah").first()  # fmt: skip
    row, _ = Attendance.objects.get_or_create(
        session=session, person=person,
        defaults={"school_year": session.school_year, "madrasah": office.madrasah if office else None},
    )  # fmt: skip
    if is_speaker:
        Speaker.objects.get_or_create(session=session, person=person)
    return row


@transaction.atomic
def remove_extra(*, attendance: Attendance, by: User) -> None:
    """Takes a guest or an invited person off the list; the history keeps the row.

    ValidationError for a member of the group: their mark is changed instead.
    """
    session = locked(attendance.session)
    known: dict[str, Any] = {"guest_name": attendance.guest_name, "person": attendance.person}
    attendance.delete()
    if known["person"] and any(entry.person == known["person"] for entry in roster_of(session)):
        raise ValidationError("Anggota tidak bisa dikeluarkan dari daftar. Ubah saja tanda kehadirannya.")
    session.speakers.filter(**known).delete()
