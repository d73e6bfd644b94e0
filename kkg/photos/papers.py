"""Photos on papers: only those on which everybody agreed, asked anew each time, and drawn small."""

from collections.abc import Collection
from io import BytesIO
from typing import Any

from PIL import Image

from kkg.photos.models import SessionPhoto
from kkg.sessions.models import Session

LONGEST_SIDE = 900
MOST = 12


def usable_photos(sessions: Collection[Session]) -> list[SessionPhoto]:
    """Photos of these sessions that papers may show, in the order of the sessions."""
    return list(SessionPhoto.objects.usable().filter(session__in=sessions).order_by("session__date", "pk"))


def drawn(keys: Collection[int]) -> list[dict[str, Any]]:
    """The photos among `keys` that may be shown now, as templates take them; at most MOST."""
    found = SessionPhoto.objects.usable().filter(pk__in=keys).select_related("file", "session")
    photos = found.order_by("session__date", "pk")
    return [
        {"bytes": list(_small(photo)), "caption": photo.caption or f"Foto {photo.session}"} for photo in photos[:MOST]
    ]


def _small(photo: SessionPhoto) -> bytes:
    with photo.file.file.open() as stored:
        picture = Image.open(stored).convert("RGB")
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    small = BytesIO()
    picture.save(small, "JPEG", quality=75)
    return small.getvalue()
