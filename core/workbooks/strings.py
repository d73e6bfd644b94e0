"""The shared strings of a workbook, kept on disk: a hundred thousand names must not fill the memory.

Not here: which cell uses which string.
"""

import re
from array import array
from functools import lru_cache
from tempfile import TemporaryFile
from typing import IO

from core.workbooks.limits import TOO_BIG_INSIDE, FileRefused, Limits
from core.workbooks.package import Package, Reader, hear

KEPT_AT_HAND = 1024
BUFFER = 65_536
CUT = 8  # letters: a string longer than the limit is kept this much too long, so that its cell is refused

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def unescaped(text: str) -> str:
    """Text without Excel's own escapes (_x000D_); what isn't a letter becomes a space."""
    return _ESCAPED.sub(_letter, text) if "_x" in text else text


def _letter(found: re.Match[str]) -> str:
    letter = chr(int(found[1], 16))
    return letter if letter.isprintable() else " "


class SharedStrings:
    """Strings by their index. IndexError when there is none."""

    def __init__(self, package: Package, name: str, limits: Limits) -> None:
        self._file: IO[bytes] = TemporaryFile(buffering=BUFFER)  # noqa: SIM115 - closed by close()
        self._ends = array("Q", [0])
        self.at = lru_cache(KEPT_AT_HAND)(self._at)
        try:
            for _ in hear(_Strings(self._file, self._ends, limits), package, name):
                pass
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Gives the disk back."""
        self._file.close()

    def _at(self, index: int) -> str:
        if index < 0:
            raise IndexError(index)
        start, end = self._ends[index], self._ends[index + 1]
        self._file.seek(start)
        return self._file.read(end - start).decode()


class _Strings(Reader):
    """Writes every <si> as it ends. Phonetic hints (rPh) are not part of the text."""

    def __init__(self, file: IO[bytes], ends: "array[int]", limits: Limits) -> None:
        super().__init__()
        self._file = file
        self._ends = ends
        self._limits = limits
        self._parts: list[str] = []
        self._in_hint = False

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        if name == "si":
            self._parts.clear()
        elif name == "rPh":
            self._in_hint = True
        elif name == "t":
            self.text.clear()

    def end(self, name: str) -> None:
        if name == "t" and not self._in_hint:
            self._parts.extend(self.text)
        elif name == "rPh":
            self._in_hint = False
        elif name == "si":
            self._keep("".join(self._parts))
            self.text.clear()

    def check(self) -> None:
        if len(self._ends) > self._limits.strings:
            raise FileRefused(TOO_BIG_INSIDE)
        for gathered in (self._parts, self.text):
            if sum(map(len, gathered)) > self._limits.letters + CUT:
                gathered[:] = ["".join(gathered)[: self._limits.letters + CUT]]

    def _keep(self, text: str) -> None:
        self._file.write(unescaped(text[: self._limits.letters + CUT]).encode())
        self._ends.append(self._file.tell())
