"""Uploaded files: checked by content, pictures drawn anew without EXIF and place, sheets kept for a while.

A stored file is served only through the door of the row that owns it.
"""

import hashlib
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import PurePath
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import ProtectedError
from django.http import FileResponse, Http404
from PIL import Image, ImageOps, UnidentifiedImageError

from core.models import StoredFile

MOST_BYTES = 5 * 1024 * 1024
MOST_PIXELS = 50_000_000  # of a JPEG, which is read smaller than it is (`draft`)
MOST_PIXELS_WHOLE = 25_000_000  # of what can only be read whole: a few kB of PNG may stand for a minute's work
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
    """The upload is nothing we keep; the message is an Indonesian sentence with the cure."""


class Kind(NamedTuple):
    """What a file turned out to be, whatever its name says."""

    suffix: str
    content_type: str


JPEG = Kind("jpg", "image/jpeg")
PDF = Kind("pdf", "application/pdf")
OFFICE = "application/vnd.openxmlformats-officedocument"
OFFICE_KINDS = {  # main part of the package: what it makes of the file
    "word/document.xml": Kind("docx", f"{OFFICE}.wordprocessingml.document"),
    "xl/workbook.xml": Kind("xlsx", f"{OFFICE}.spreadsheetml.sheet"),
    "ppt/presentation.xml": Kind("pptx", f"{OFFICE}.presentationml.presentation"),
}
SHOWN_IN_BROWSER = frozenset({JPEG.content_type, PDF.content_type})
MOST_DOCUMENT_BYTES = 10 * 1024 * 1024
MOST_PARTS = 5000
MOST_TYPES_BYTES = 1024 * 1024
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED_OFFICE = "EncryptedPackage".encode("utf-16-le")
PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
HEIC = re.compile(rb"....ftyp(hei[cmsx]|hev[cmsx]|mif1|msf1)", re.S)  # how ISO/IEC 23008-12 begins
BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError, ValueError, EOFError)

TOO_BIG = "Berkas lebih besar dari 10 MB. Kecilkan gambarnya, bagi menjadi beberapa berkas, atau pakai tautan."
HEIC_CURE = (
    "Foto HEIC tidak terbaca di sini. Ubah pengaturan kamera ke JPEG (di iPhone: Format, Paling Kompatibel), "
    "atau kirim tangkapan layarnya."
)
WRONG = "Berkas ini bukan PDF, foto (JPG, PNG), atau berkas Word, Excel, PowerPoint. Pilih berkas lain."
BROKEN = "Berkas ini rusak atau terpotong. Buka di komputer Anda, simpan ulang, lalu unggah lagi."
MACROS = "Berkas ini berisi makro. Simpan ulang tanpa makro (.docx, .xlsx, atau .pptx), lalu unggah lagi."
OLD = "Ini berkas Word, Excel, atau PowerPoint lama. Simpan ulang sebagai .docx, .xlsx, atau .pptx, atau PDF."
LOCKED = "Berkas ini terkunci sandi, jadi isinya tidak dapat diperiksa. Lepaskan sandinya, lalu unggah lagi."

if TYPE_CHECKING:  # at run time Django's own takes no type in brackets
    Upload = UploadedFile[bytes]
else:
    Upload = UploadedFile


def store_image(upload: Upload, *, by: Any) -> StoredFile:
    """Keep a photo as a fresh JPEG: drawn anew, so that nothing but the picture survives. Raises BadFile."""
    if (upload.size or 0) > MOST_BYTES:
        raise BadFile("Foto lebih besar dari 5 MB. Kecilkan, atau ambil foto lagi dengan ukuran lebih kecil.")
    return _stored(_redrawn(upload), JPEG, PurePath(upload.name or "foto").name[:120], by)


def store_document(upload: Upload, *, by: Any) -> StoredFile:
    """Keep a PDF, a DOCX/XLSX/PPTX without macros, or a photo (drawn anew); at most 10 MB. Raises BadFile.

    The content decides; the name is only shown, and gets the ending that fits. A PDF with a password is kept:
    nothing in it runs here. An office file with one is refused, because macros could hide in it.
    """
    if (upload.size or 0) > MOST_DOCUMENT_BYTES:
        raise BadFile(TOO_BIG)
    content = upload.read()
    kind = _kind_of(content)
    if kind == JPEG:
        upload.seek(0)
        content = _redrawn(upload)
    return _stored(content, kind, safe_name(upload.name or "", kind.suffix), by)


@contextmanager
def faults_at(field: str) -> Iterator[None]:
    """What is wrong with a file stands at this field of the form that it came with: raises ValidationError."""
    try:
        yield
    except BadFile as reason:
        raise ValidationError({field: str(reason)}) from reason


def serve(stored: StoredFile | None) -> FileResponse:
    """The file as the owner's door hands it out: shown by a browser only when it is a PDF or a picture.

    A browser that keeps it asks each time whether it still may show it, and whether it is still this one.
    Http404 where there is none, or it was taken off.
    """
    if stored is None or not stored.is_kept:
        raise Http404
    answer = FileResponse(
        stored.file.open("rb"),
        as_attachment=stored.content_type not in SHOWN_IN_BROWSER,
        filename=stored.original_name,
        content_type=stored.content_type,
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"], answer["ETag"] = "private, no-cache", f'"{stored.sha256}"'
    return answer


def safe_name(name: str, suffix: str) -> str:
    """The last part of a name, without signs that a file system or a header reads, ending in `suffix`."""
    stem = PurePath(name.replace("\\", "/")).stem
    plain = re.sub(r"[^\w().,-]+", " ", stem).strip(" .")
    return f"{plain[:110] or 'berkas'}.{suffix}"


def _stored(content: bytes, kind: Kind, name: str, by: Any) -> StoredFile:
    stored = StoredFile(
        original_name=name,
        content_type=kind.content_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        uploaded_by=by,
    )
    stored.file.save(f"{stored.key}.{kind.suffix}", ContentFile(content), save=False)
    stored.save()
    return stored


def _kind_of(content: bytes) -> Kind:
    if content.startswith(PICTURES):
        return JPEG
    if content.startswith(b"%PDF-"):
        if b"%%EOF" not in content[-2048:]:
            raise BadFile(BROKEN)
        return PDF
    if content.startswith(OLD_OFFICE):
        raise BadFile(LOCKED if LOCKED_OFFICE in content else OLD)
    if content.startswith(b"PK\x03\x04"):
        return _office_kind(content)
    raise BadFile(HEIC_CURE if HEIC.match(content) else WRONG)


def _office_kind(content: bytes) -> Kind:
    """By the parts of the package; of these only the list of content types is unpacked."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            parts = [part.filename.lower() for part in package.infolist()]
            kind = next((OFFICE_KINDS[part] for part in parts if part in OFFICE_KINDS), None)
            if kind is None or "[content_types].xml" not in parts:
                raise BadFile(WRONG)
            types = package.open("[Content_Types].xml").read(MOST_TYPES_BYTES)
    except BadFile:
        raise
    except (*BROKEN_ZIP, KeyError) as error:
        raise BadFile(BROKEN) from error
    if len(parts) > MOST_PARTS:
        raise BadFile(BROKEN)
    if any("vbaproject" in part or "/activex/" in part for part in parts) or b"macroenabled" in types.lower():
        raise BadFile(MACROS)
    return kind


def store_file(
    file: IO[bytes], *, name: str, suffix: str, by: Any, content_type: str = "application/octet-stream"
) -> StoredFile:
    """Keep a file as it is, under a name of our own: one that was sent for us to read and never to serve, or one
    that we made. `suffix`: ".xlsx".
    """
    file.seek(0)
    content = File(file)
    digest = hashlib.sha256()
    for chunk in content.chunks():
        digest.update(chunk)
    stored = StoredFile(
        original_name=PurePath(name).name[:120],
        content_type=content_type,
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


def discard_if_alone(stored: StoredFile) -> bool:
    """The same, unless another row holds it yet; whether it went."""
    try:
        with transaction.atomic():
            discard_file(stored)
    except ProtectedError:
        return False
    return True


def _redrawn(upload: Upload) -> bytes:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(upload, formats=FORMATS)
            _refuse_too_many_pixels(picture)
            picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except BadFile:
        raise
    except UNREADABLE as error:
        raise BadFile(_why_unreadable(upload)) from error
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    drawn = BytesIO()
    upright.save(drawn, "JPEG", quality=QUALITY)
    return drawn.getvalue()


def _refuse_too_many_pixels(picture: Image.Image) -> None:
    """Asked of the head of the file, before any pixel is read."""
    most = MOST_PIXELS if picture.format == "JPEG" else MOST_PIXELS_WHOLE
    if picture.width * picture.height > most:
        cure = "" if picture.format == "JPEG" else ", atau simpan sebagai JPG"
        raise BadFile(f"Foto terlalu besar ukurannya. Ambil foto lagi dengan ukuran lebih kecil{cure}.")


def _why_unreadable(upload: Upload) -> str:
    upload.seek(0)
    is_heic = HEIC.match(upload.read(12))
    return HEIC_CURE if is_heic else "Berkas ini bukan foto yang terbaca. Pilih foto lain (JPG atau PNG)."
