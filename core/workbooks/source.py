"""Opens an uploaded sheet file as a stream of rows, told by its content, and refuses what can't be trusted.

Belongs here: what kind of file it is, and how many rows of it are read. Not here: what the rows mean.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import IO, Protocol

from core.formats import decimal, file_size
from core.workbooks.cells import Row
from core.workbooks.csvfile import Csv
from core.workbooks.limits import BROKEN, COPY_ROWS, LIMITS, SAVE_AS, UNREADABLE, FileRefused, Limits
from core.workbooks.xlsx import Workbook

__all__ = ["LIMITS", "FileRefused", "Limits", "Sheets", "Source", "open_source"]

ZIP = b"PK\x03\x04"
OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
UTF16 = (b"\xff\xfe", b"\xfe\xff")
PAPER = (b"%pdf", b"\xff\xd8\xff", b"\x89png", b"gif8", b"riff")  # in small letters: how PDF and pictures begin
TEXT_NAMES = (".csv", ".tsv", ".txt")
# Content decides, but a file that doesn't even call itself a sheet was picked by mistake.
KNOWN_NAMES = (*TEXT_NAMES, ".xlsx", ".xls")
HEAD = 4096
PIECE = 65_536
CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x00\x1a\x1b"))
MOST_NULS = 0.05  # of the head of a text file; UTF-16 without its mark has half
NO_TABLE = "Ini PDF, foto, atau video, bukan tabel. Pilih berkas Excel aslinya, atau salin isinya ke templat."
WRONG_NAME = f"Nama berkas harus berakhiran .xlsx atau .csv. {SAVE_AS}"


class Sheets(Protocol):
    """What can be read as a workbook: an opened file, or the copy that was kept of it."""

    @property
    def sheets(self) -> tuple[str, ...]: ...
    @property
    def is_csv(self) -> bool: ...
    @property
    def counted(self) -> int: ...
    def rows(self, sheet: int) -> Iterator[Row]: ...
    def merges(self, sheet: int) -> Sequence[tuple[int, int, int]]: ...


class Source:
    """An opened file: the names of its sheets, and their rows as often as they are asked for."""

    def __init__(self, inner: Workbook | Csv, limits: Limits) -> None:
        self._inner = inner
        self._limits = limits
        self._counts: dict[int, int] = {}
        self.sheets: tuple[str, ...] = inner.sheets
        self.is_csv: bool = inner.is_csv

    def rows(self, sheet: int) -> Iterator[Row]:
        """Rows of the sheet at this place in `sheets`, blank ones left out, with their real numbers.

        Raises SheetRefused at the place where the file can't be read further.
        """
        self._counts[sheet] = 0
        last = 0
        batches = self._inner.batches(sheet)
        while True:
            try:
                batch = next(batches, None)
            except UNREADABLE as error:
                raise FileRefused(self._broken_after(sheet, last)) from error
            if batch is None:
                return
            self._count(sheet, len(batch))
            last = batch[-1].number if batch else last
            yield from batch

    def merges(self, sheet: int) -> Sequence[tuple[int, int, int]]:
        """First row, last row and column of what is merged downwards, known once the sheet was read to its end."""
        return self._inner.merges.get(sheet, ())

    @property
    def counted(self) -> int:
        """How many rows were read of all sheets, each the last time it was asked for."""
        return sum(self._counts.values())

    def _count(self, sheet: int, more: int) -> None:
        self._counts[sheet] += more
        if self.counted > self._limits.rows:
            most = decimal(self._limits.rows)
            raise FileRefused(
                f"Lembar “{self.sheets[sheet]}” terlalu panjang; paling banyak {most} baris berisi "
                f"dalam satu berkas. {COPY_ROWS}"
            )

    def _broken_after(self, sheet: int, last: int) -> str:
        where = f"sesudah baris {last}" if last else "sejak awal"
        return f"Lembar “{self.sheets[sheet]}” rusak {where}. {SAVE_AS}"


@contextmanager
def open_source(file: IO[bytes], name: str, limits: Limits = LIMITS) -> Iterator[Source]:
    """An XLSX or CSV file, told by content. Raises SheetRefused with a sentence and the cure."""
    try:
        inner = _opened(file, name, limits)
    except UNREADABLE as error:
        raise FileRefused(BROKEN) from error
    try:
        yield Source(inner, limits)
    finally:
        inner.close()


def _opened(file: IO[bytes], name: str, limits: Limits) -> Workbook | Csv:
    head = _checked_head(file, limits)
    if head.startswith(OLD_EXCEL):
        raise FileRefused(_old_excel(file))
    if head.lower().startswith(PAPER) or head[4:8] == b"ftyp":
        raise FileRefused(NO_TABLE)
    if not name.lower().endswith(KNOWN_NAMES):
        raise FileRefused(WRONG_NAME)
    if head.startswith(ZIP):
        return Workbook(file, limits)
    _refuse_other_than_text(head, name)
    return Csv(file, name, limits)


def _checked_head(file: IO[bytes], limits: Limits) -> bytes:
    size = file.seek(0, 2)
    if not size:
        raise FileRefused("Berkas ini kosong. Pilih berkas lain.")
    if size > limits.bytes:
        most = file_size(limits.bytes)
        raise FileRefused(f"Berkas ini {file_size(size)}, paling besar {most}. Hapus gambar atau bagi berkasnya.")
    file.seek(0)
    return file.read(HEAD)


def _old_excel(file: IO[bytes]) -> str:
    """A locked XLSX and an XLS have the same wrapping; only the locked one names its package."""
    file.seek(0)
    before = b""
    while piece := file.read(PIECE):
        if ENCRYPTED in before + piece:
            return "Berkas ini dikunci dengan sandi. Buka di Excel, hapus sandinya, simpan, lalu unggah lagi."
        before = piece[-len(ENCRYPTED) :]
    return f"Ini berkas Excel lama (.xls). {SAVE_AS}"


def _refuse_other_than_text(head: bytes, name: str) -> None:
    """Whatever is neither text nor a table: web pages in disguise, PDF, pictures, prose called .xlsx."""
    if head.startswith(UTF16):
        return
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"<"):
        raise FileRefused(f"Berkas ini halaman web (HTML) atau XML yang diberi nama Excel. {SAVE_AS}")
    is_binary = len(head.translate(None, CONTROLS)) < len(head)
    has_cuts = any(mark in head for mark in b",;\t")
    if is_binary or head.count(0) > len(head) * MOST_NULS or not (has_cuts or name.lower().endswith(TEXT_NAMES)):
        raise FileRefused(BROKEN)
