"""Uploaded files: pictures drawn anew without EXIF and place, others kept as they are for a while.

A stored file is served only through the door of the row that owns it.
"""

import hashlib
import warnings
from io import BytesIO
from pathlib import PurePath
from typing import IO, Any

from django.core.files.base import ContentFile, File
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from PIL import Image, ImageOps, UnidentifiedImageError

from core.models import StoredFile

MOST_BYTES = 5 * 1024 * 1024
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 1800
QUALITY = 80
FORMATS = ("JPEG", "PNG", "WEBP")
UNREADABLE = (
    UnidentifiedImageError,
    OSError,
    SyntaxError,
    ValueError,
    Image.DecompressionBombWarning,
    Image.DecompressionBombError,
)


class BadFile(ValueError):
    """The upload is no picture we keep; the message is an Indonesian sentence with the cure."""


def store_image(upload: UploadedFile, *, by: Any) -> StoredFile:
    """Keep a photo as a fresh JPEG: drawn anew, so that nothing but the picture survives. Raises BadFile."""
    if (upload.size or 0) > MOST_BYTES:
        raise BadFile("Foto lebih besar dari 5 MB. Kecilkan, atau ambil foto lagi dengan ukuran lebih kecil.")
    content = _redrawn(upload)
    stored = StoredFile(
        original_name=PurePath(upload.name or "foto").name[:120],
        content_type="image/jpeg",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        uploaded_by=by,
    )
    stored.file.save(f"{stored.key}.jpg", ContentFile(content), save=False)
    stored.save()
    return stored


def store_file(file: IO[bytes], *, name: str, suffix: str, by: Any) -> StoredFile:
    """Keep a file as it is, under a name of our own, for us to read and never to serve. `suffix`: ".xlsx"."""
    file.seek(0)
    content = File(file)
    digest = hashlib.sha256()
    for chunk in content.chunks():
        digest.update(chunk)
    stored = StoredFile(
        original_name=PurePath(name).name[:120],
        content_type="application/octet-stream",
        size=content.size,
        sha256=digest.hexdigest(),
        uploaded_by=by,
    )
    stored.file.save(f"{stored.key}{suffix}", content, save=False)
    stored.save()
    return stored


def discard_file(stored: StoredFile) -> None:
    """Forget a file: the row now, its content once that is committed."""
    kept = stored.file
    stored.delete()
    transaction.on_commit(lambda: kept.storage.delete(str(kept.name)))


def _redrawn(upload: UploadedFile) -> bytes:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(upload, formats=FORMATS)
            if picture.width * picture.height > MOST_PIXELS:
                raise BadFile("Foto terlalu besar ukurannya. Ambil foto lagi dengan ukuran lebih kecil.")
            picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except BadFile:
        raise
    except UNREADABLE as error:
        raise BadFile("Berkas ini bukan foto yang terbaca. Pilih foto lain (JPG atau PNG).") from error
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    drawn = BytesIO()
    upright.save(drawn, "JPEG", quality=QUALITY)
    return drawn.getvalue()
