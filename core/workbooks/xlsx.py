"""Reads an XLSX as a stream: which sheets a person sees in it, and the rows of one of them.

Charts, hidden sheets, pictures, macros and links to other files are never opened. openpyxl's own reader is
not used: it inflates parts in one go, keeps all shared strings in memory, and takes four times as long.
"""

import posixpath
from collections.abc import Iterator
from typing import IO, NamedTuple

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from core.workbooks.cells import Row, text_of
from core.workbooks.limits import BROKEN, TOO_BIG_INSIDE, FileRefused, Limits
from core.workbooks.package import Package, Reader, hear
from core.workbooks.strings import SharedStrings
from core.workbooks.worksheet import DateStyles, Merge, WorksheetReader

DEFAULT_BOOK = "xl/workbook.xml"
MOST_STYLES = 100_000  # Excel itself allows 65,490
NOT_SEEN = {"hidden", "veryHidden"}


class Link(NamedTuple):
    """One relation of a part: what it is, and the part it points at."""

    id: str
    kind: str
    target: str


class Workbook:
    """An opened XLSX. Whatever is wrong with it raises SheetRefused or one of UNREADABLE."""

    is_csv = False

    def __init__(self, file: IO[bytes], limits: Limits) -> None:
        self._limits = limits
        self._package = Package(file, limits)
        self.watch = self._package.watch
        self._book = _target(self._links(""), "officeDocument") or DEFAULT_BOOK
        self._parts = self._links(self._book)
        heard = _Book(limits.parts)
        self._hear(heard, self._book)
        self._paths = self._visible(heard)
        self.sheets = tuple(name for name, _ in self._paths)
        self._dates = DateStyles(self._date_styles(), heard.epoch)
        self._strings: SharedStrings | None = None
        self.merges: dict[int, list[Merge]] = {}

    def close(self) -> None:
        """Gives back the disk that shared strings took."""
        if self._strings:
            self._strings.close()

    def batches(self, sheet: int) -> Iterator[list[Row]]:
        """The rows of a sheet, as many at a time as one piece of the file gave."""
        name, path = self._paths[sheet]
        reader = WorksheetReader(name, self._dates, self._string, self._limits)
        for _ in hear(reader, self._package, path):
            if reader.rows:
                yield reader.take()
        self.merges[sheet] = reader.merges

    def _string(self, index: int) -> str:
        if self._strings is None:
            path = _target(self._parts, "sharedStrings")
            self._strings = SharedStrings(self._package, path, self._limits)
        return self._strings.at(index)

    def _visible(self, heard: "_Book") -> tuple[tuple[str, str], ...]:
        """Names and parts of the sheets with cells; hidden ones only when there is nothing else."""
        paths = {link.id: link.target for link in self._parts if link.kind == "worksheet"}
        known = [each for each in heard.sheets if paths.get(each["id"]) in self._package.names]
        seen = [each for each in known if each.get("state") not in NOT_SEEN] or known
        if not seen:
            raise FileRefused(BROKEN)
        if len(seen) > self._limits.sheets:
            raise FileRefused(TOO_BIG_INSIDE)
        return tuple((text_of(each["name"]), paths[each["id"]]) for each in seen)

    def _date_styles(self) -> frozenset[str]:
        path = _target(self._parts, "styles")
        if path not in self._package.names:
            return frozenset()
        styles = _Styles()
        self._hear(styles, path)
        return styles.dates()

    def _links(self, part: str) -> tuple[Link, ...]:
        """What a part points at inside the file; what lies outside is never looked at."""
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if path not in self._package.names:
            return ()
        heard = _Links(folder, self._limits)
        self._hear(heard, path)
        return tuple(heard.links)

    def _hear(self, reader: Reader, path: str) -> None:
        for _ in hear(reader, self._package, path):
            pass


def _target(links: tuple[Link, ...], kind: str) -> str:
    return next((link.target for link in links if link.kind == kind), "")


def _local(attributes: dict[str, str]) -> dict[str, str]:
    return {name[name.rfind(" ") + 1 :]: value for name, value in attributes.items()}


class _Book(Reader):
    """Hears which sheets the workbook lists, and on which day its calendar begins."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.sheets: list[dict[str, str]] = []
        self.epoch = CALENDAR_WINDOWS_1900
        self._most = most

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.text.clear()
        if name == "sheet":
            self.sheets.append({"name": "", "id": ""} | _local(attributes))
        elif name == "workbookPr" and attributes.get("date1904") in {"1", "true"}:
            self.epoch = CALENDAR_MAC_1904

    def check(self) -> None:
        self.text.clear()
        if len(self.sheets) > self._most:
            raise FileRefused(TOO_BIG_INSIDE)


class _Links(Reader):
    """Hears the relations of one part."""

    def __init__(self, folder: str, limits: Limits) -> None:
        super().__init__()
        self.links: list[Link] = []
        self._folder = folder
        self._most = limits.parts

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", self._folder, attributes.get("Target", "")))
            kind = posixpath.basename(attributes.get("Type", ""))
            self.links.append(Link(attributes.get("Id", ""), kind, target.lstrip("/")))

    def check(self) -> None:
        self.text.clear()
        if len(self.links) > self._most:
            raise FileRefused(TOO_BIG_INSIDE)


class _Styles(Reader):
    """Hears which cell styles show a number as a date."""

    def __init__(self) -> None:
        super().__init__()
        self._formats = {str(number): code for number, code in BUILTIN_FORMATS.items()}
        self._styles: list[str] = []
        self._in_cells = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            self._formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._in_cells = True
        elif name == "xf" and self._in_cells:
            self._styles.append(attributes.get("numFmtId", ""))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._in_cells = False
            self.done = True

    def check(self) -> None:
        self.text.clear()
        if max(len(self._styles), len(self._formats)) > MOST_STYLES:
            raise FileRefused(TOO_BIG_INSIDE)

    def dates(self) -> frozenset[str]:
        """The numbers of those styles, as cells name them."""
        shown = {
            number for number, code in self._formats.items() if is_date_format(code) and not is_timedelta_format(code)
        }
        return frozenset(str(place) for place, number in enumerate(self._styles) if number in shown)
