"""Photos of a session: added, told who is seen, deleted and brought back. Consent itself: madrasah."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction

from core.files import BadFile, Upload, store_image
from core.formats import date_plain, joined
from core.refusals import refuse_if
from core.removal import put_back, take_out
from core.revisions import locked
from kkg.attendance.rosters import present_guests, present_people, why_not_invite
from kkg.photos.models import SessionPhoto
from kkg.sessions.models import Session
from kkg.sessions.permissions import why_not_add_photos, why_not_keep_photos, why_not_so_many
from madrasah.models import Person, User
from madrasah.people.actions import note_spoken_consents
from madrasah.scope import fresh


@transaction.atomic
def add_photos(
    *, session: Session, uploads: Sequence[Upload], caption: str, shows_nobody: bool, by: User
) -> list[SessionPhoto]:
    """Several at once, all or none. The same picture twice is one; one that was deleted comes back.

    Until somebody says who is seen, a photo counts as showing others: so it is on no paper.
    ValidationError on a file that is no picture.
    """
    session = _locked(session, by)
    refuse_if(why_not_add_photos(by, session) or why_not_so_many(len(uploads)))
    added = [_added(session, upload, caption, shows_nobody, by) for upload in uploads]
    refuse_if(why_not_so_many(len(uploads), session.photos.kept().count()))
    return added


def _locked(session: Session, by: User) -> Session:
    """The session as it stands now, held; Refused to who may not keep its photos."""
    session = locked(session, "group")
    refuse_if(why_not_keep_photos(fresh(by), session))
    return session


def _added(session: Session, upload: Upload, caption: str, shows_nobody: bool, by: User) -> SessionPhoto:
    try:
        stored = store_image(upload, by=by)
    except BadFile as reason:
        raise ValidationError({"photos": f"{upload.name}: {reason}"}) from reason
    same = session.photos.filter(file__sha256=stored.sha256).first()
    if same is None:
        return session.photos.create(file=stored, caption=caption, shows_others=not shows_nobody, added_by=by)
    stored.file.delete(save=False)
    stored.delete()
    same.removed_at = None
    same.save(update_fields=["removed_at", "updated_at"])
    return same


@transaction.atomic
def describe_photo(
    *, photo: SessionPhoto, caption: str, people: Collection[Person], shows_others: bool, by: User
) -> None:
    """Caption, who is seen, and whether others are seen whom nobody named."""
    photo = _locked(photo.session, by).photos.get(pk=photo.pk)
    refuse_if("Foto ini sudah dihapus." if photo.removed_at else None)
    seen = set(photo.people.values_list("pk", flat=True))
    refuse_if(why_not_invite(photo.session, *(person for person in people if person.pk not in seen)))
    photo.caption, photo.shows_others = caption, shows_others
    photo.save(update_fields=["caption", "shows_others", "updated_at"])
    photo.people.set(people)


@transaction.atomic
def describe_group(
    *,
    photo: SessionPhoto,
    absent: Collection[Person],
    spoke: bool,
    by: User,
    absent_guests: Collection[str] = (),
    guests_spoke: bool = False,
    on: date | None = None,
) -> list[Person]:
    """All who were present are seen, but `absent` and `absent_guests` (words of `present_guests`). `spoke`:
    they all agreed by mouth to this photo, and `by` writes it down; `guests_spoke`: so did the guests.

    Guests have no row to keep a yes on: theirs stands in the photo's history, and until then others are seen.
    Returned are those whose no stands.
    """
    photo = _locked(photo.session, by).photos.get(pk=photo.pk)
    refuse_if("Foto ini sudah dihapus." if photo.removed_at else None)
    missing = {person.pk for person in absent}
    seen = [person for person in present_people(photo.session) if person.pk not in missing]
    refuse_if(None if seen else "Belum ada yang tercatat hadir. Isi kehadiran dulu.")
    guests = [guest for guest in present_guests(photo.session) if guest not in absent_guests]
    photo.shows_others = bool(guests) and not (spoke and guests_spoke)
    with pghistory.context(reason=f"Izin lisan tamu: {joined(guests)}" if guests and guests_spoke else ""):
        photo.save(update_fields=["shows_others", "updated_at"])
    photo.people.set(seen)
    note = f"Lisan, saat pertemuan {date_plain(photo.session.date)}"
    return note_spoken_consents(people=seen, file=photo.file, by=by, note=note, on=on) if spoke else []


@transaction.atomic
def remove_photo(*, photo: SessionPhoto, by: User, at: datetime | None = None) -> None:
    """Deletes for 30 days; a deleted one stays deleted."""
    take_out(_locked(photo.session, by).photos.get(pk=photo.pk), at)


@transaction.atomic
def restore_photo(*, photo: SessionPhoto, by: User, at: datetime | None = None) -> None:
    """Takes a deletion of the last 30 days back."""
    put_back(_locked(photo.session, by).photos.get(pk=photo.pk), at)
