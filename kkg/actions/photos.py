"""Photos of a session: added, told who is seen, deleted and brought back. Consent itself: madrasah."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from core.files import BadFile, store_image
from core.revisions import locked
from kkg.models import Session, SessionPhoto
from madrasah.models import Person, User

MOST_PHOTOS = 40


@transaction.atomic
def add_photos(
    *, session: Session, uploads: Sequence[UploadedFile], caption: str, shows_nobody: bool, by: User
) -> list[SessionPhoto]:
    """Several at once, all or none. The same picture twice is one; one that was deleted comes back.

    Until somebody says who is seen, a photo counts as showing others: so it is on no paper.
    ValidationError on a file that is no picture, or beyond MOST_PHOTOS.
    """
    session = locked(session, "group")
    added = [_added(session, upload, caption, shows_nobody, by) for upload in uploads]
    if session.photos.filter(removed_at=None).count() > MOST_PHOTOS:
        raise ValidationError(
            f"Paling banyak {MOST_PHOTOS} foto untuk satu pertemuan. Hapus yang tidak perlu."
        )
    return added


def _added(
    session: Session, upload: UploadedFile, caption: str, shows_nobody: bool, by: User
) -> SessionPhoto:
    try:
        stored = store_image(upload, by=by)
    except BadFile as reason:
        raise ValidationError({"photos": f"{upload.name}: {reason}"}) from reason
    same = session.photos.filter(file__sha256=stored.sha256).first()
    if same is None:
        return session.photos.create(file=stored, caption=caption, shows_others=not shows_nobody, added_by=by)
    stored.file.delete(save=False)
    stored.delete()
    if same.removed_at:
        restore_photo(photo=same, by=by)
    return same


@transaction.atomic
def describe_photo(
    *, photo: SessionPhoto, caption: str, people: Collection[Person], shows_others: bool, by: User
) -> None:
    """Caption, who is seen, and whether others are seen whom nobody named."""
    photo.caption, photo.shows_others = caption, shows_others
    photo.save(update_fields=["caption", "shows_others", "updated_at"])
    photo.people.set(people)


@transaction.atomic
def remove_photo(*, photo: SessionPhoto, by: User, at: datetime | None = None) -> None:
    """Deletes for 30 days; a deleted one stays deleted."""
    SessionPhoto.objects.filter(pk=photo.pk, removed_at=None).update(removed_at=at or timezone.now())


@transaction.atomic
def restore_photo(*, photo: SessionPhoto, by: User) -> None:
    """Takes a deletion back."""
    SessionPhoto.objects.filter(pk=photo.pk).update(removed_at=None)
