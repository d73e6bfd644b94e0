"""How much of an uploaded file is read, and the refusal that says so. Not here: how a file is read."""

import zipfile
import zlib
from dataclasses import dataclass
from struct import error as StructError
from time import thread_time
from types import TracebackType
from xml.parsers.expat import ExpatError

SAVE_AS = "Buka di Excel, pilih Simpan Sebagai, lalu jenis Excel Workbook (.xlsx)."
COPY_ROWS = "Salin baris yang perlu saja ke berkas Excel baru, atau bagi menjadi beberapa berkas."
BROKEN = f"Berkas ini rusak atau bukan Excel yang sebenarnya. {SAVE_AS}"
TOO_BIG_INSIDE = f"Isi berkas ini terlalu besar. {COPY_ROWS}"

# What a zip, an XML parser and the numbers in them raise on bytes that aren't what they claim to be.
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    StructError,
    ExpatError,
    EOFError,
    OSError,
    ValueError,
    LookupError,
    ArithmeticError,
    NotImplementedError,
    RuntimeError,
)


class FileRefused(Exception):
    """The file as a whole can't be read; str() is a sentence with the cure."""


@dataclass(frozen=True)
class Limits:
    """How much of a file is read before it is refused.

    Bytes are those of the upload; unzipped bytes are counted while inflating, whatever the zip claims, and
    `ratio` is how many times larger than its zipped size a part may become. Rows are those of all sheets
    that hold something, titles too; letters those of one cell. Seconds are of computing, without waiting.
    """

    bytes: int = 40_000_000
    unzipped_bytes: int = 400_000_000
    ratio: int = 200
    parts: int = 2_000
    strings: int = 3_000_000
    sheets: int = 300
    rows: int = 100_500
    last_row: int = 1_048_576
    columns: int = 200
    letters: int = 2_000
    seconds: float = 90.0


LIMITS = Limits()


class Stopwatch:
    """Adds up the computing time of the `with` blocks it is used for; SheetRefused when it is used up."""

    def __init__(self, seconds: float) -> None:
        self._left = seconds
        self._started = 0.0

    def __enter__(self) -> None:
        self._started = thread_time()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        now = thread_time()
        self._left -= now - self._started
        self._started = now  # blocks may stand inside each other: no second counts twice
        if self._left < 0 and error is None:
            raise FileRefused(f"Berkas ini terlalu lama dibaca. {COPY_ROWS}")
