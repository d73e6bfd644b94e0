"""The zip an XLSX is: which parts it holds, and their bytes, inflated piece by piece and counted.

Not here: what the parts say. No part is ever read in one go, and none but those asked for is inflated.
"""

import re
import zipfile
from collections.abc import Iterator
from functools import lru_cache
from typing import IO
from xml.parsers import expat

from core.workbooks.limits import BROKEN, SAVE_AS, TOO_BIG_INSIDE, FileRefused, Limits, Stopwatch

PIECE = 32_768
RATIO_FROM = 1_000_000  # bytes: small parts may be as repetitive as they like
DEEPEST = 64
LONGEST_TAG = 4_000_000  # bytes: expat must hold a whole tag
READ_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}  # the others inflate without a limit
LOCKED = 0x1
WITHOUT_MACROS = "Buka di Excel, pilih Simpan Sebagai, jenis Excel Workbook (.xlsx) yang tanpa makro."
MACROS = f"Berkas ini berisi makro, jadi tidak dibaca. {WITHOUT_MACROS}"
MACRO_PARTS = re.compile(r"vbaProject\.bin$|(^|/)macrosheets/", re.IGNORECASE)
WORKBOOK_PART = re.compile(r"xl/workbook\d*\.xml$", re.IGNORECASE)
# How a part ends that such a file has when it is no workbook, and what to say; the first that fits.
NOT_OURS = (
    ("workbook.bin", f"Ini berkas Excel biner (.xlsb). {SAVE_AS}"),
    ("content.xml", f"Ini berkas LibreOffice (.ods). {SAVE_AS}"),
    ("word/document.xml", "Ini berkas Word. Salin tabelnya ke Excel, simpan sebagai .xlsx, lalu unggah."),
    (".xlsx", "Ini berkas zip yang berisi berkas Excel. Keluarkan isinya, lalu unggah satu per satu."),
)


class Package:
    """An opened zip whose claims are not believed. Raises SheetRefused, or one of UNREADABLE."""

    def __init__(self, file: IO[bytes], limits: Limits) -> None:
        self._zip = zipfile.ZipFile(file)
        self._limits = limits
        self._inflated: dict[str, int] = {}
        self.watch = Stopwatch(limits.seconds)
        parts = self._zip.infolist()
        if len(parts) > limits.parts:
            raise FileRefused(TOO_BIG_INSIDE)
        self.names = frozenset(part.filename for part in parts)
        self._refuse_other_kinds()

    def pieces(self, name: str) -> Iterator[bytes]:
        """The bytes of a part, at most PIECE at a time. zipfile gives no more than the part claims."""
        part = self._zip.getinfo(name)
        if part.flag_bits & LOCKED or part.compress_type not in READ_METHODS:
            raise FileRefused(BROKEN)
        self._inflated[name] = 0
        with self._zip.open(part) as source:
            while piece := source.read(PIECE):
                self._count(part, len(piece))
                yield piece

    def _count(self, part: zipfile.ZipInfo, size: int) -> None:
        self._inflated[part.filename] += size
        inflated = self._inflated[part.filename]
        too_dense = inflated > max(RATIO_FROM, part.compress_size * self._limits.ratio)
        if too_dense or sum(self._inflated.values()) > self._limits.unzipped_bytes:
            raise FileRefused(TOO_BIG_INSIDE)

    def _refuse_other_kinds(self) -> None:
        if any(MACRO_PARTS.search(name) for name in self.names):
            raise FileRefused(MACROS)
        if any(WORKBOOK_PART.match(name) for name in self.names):
            return
        for end, sentence in NOT_OURS:
            if any(name.endswith(end) for name in self.names):
                raise FileRefused(sentence)
        raise FileRefused(BROKEN)


class Reader:
    """Base of what listens to an XML part: `start` and `end` get names without their namespace."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.done = False
        self._depth = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def check(self) -> None:
        """Called after every piece: the place for limits on what has been gathered."""

    def began(self, name: str, attributes: dict[str, str]) -> None:
        """What expat calls: keeps count of the depth."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise FileRefused(BROKEN)
        self.start(_local(name), attributes)

    def ended(self, name: str) -> None:
        """What expat calls."""
        self._depth -= 1
        self.end(_local(name))


@lru_cache(512)
def _local(name: str) -> str:
    return name[name.rfind(" ") + 1 :]


def hear(reader: Reader, package: Package, name: str) -> Iterator[None]:
    """Lets a reader hear a part; stops after every piece, so that what was gathered can be handed on."""
    parser = _parser(reader)
    pieces = package.pieces(name)
    fed = 0
    while not reader.done:
        with package.watch:
            piece = next(pieces, b"")
            parser.Parse(piece, not piece)
            fed += len(piece)
            reader.check()
            if fed - parser.CurrentByteIndex > LONGEST_TAG:
                raise FileRefused(BROKEN)
        yield
        if not piece:
            return


def _parser(reader: Reader) -> expat.XMLParserType:
    """Expat that refuses a document type: without one there are no entities to expand or to fetch."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = reader.began
    parser.EndElementHandler = reader.ended
    parser.CharacterDataHandler = reader.text.append
    return parser


def _refuse_doctype(*_: object) -> None:
    raise FileRefused(BROKEN)
