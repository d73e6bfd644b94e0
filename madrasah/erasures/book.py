"""Who was erased, by key and pseudonym, in a small file beside the backups: whoever restores one erases them again.

A line holds no identity: key of the record, when that record was made (a key may be given anew after a restore),
pseudonym and moment.
"""

import logging
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from madrasah.erasures.models import Erasure

NAME = "penghapusan.tsv"
logger = logging.getLogger(__name__)


class Entry(NamedTuple):
    """One line."""

    person: int
    made_at: datetime
    code: str
    at: datetime


def entries() -> list[Entry]:
    """All that the file and the table know, the earliest first."""
    table = Erasure.objects.values_list("person", "person__created_at", "code", "at")
    known = {entry.code: entry for entry in (*_in_file(), *(Entry(*row) for row in table))}
    return sorted(known.values(), key=lambda entry: entry.at)


def write_book(*, at: datetime | None = None) -> None:  # noqa: ARG001 - a duty is told when
    """Bring the file up to the table; a line once written stays. Also the daily duty, where the folder was away."""
    lines = [f"{one.person}\t{one.made_at.isoformat()}\t{one.code}\t{one.at.isoformat()}\n" for one in entries()]
    try:
        Path(settings.BACKUP_ROOT).mkdir(mode=0o700, parents=True, exist_ok=True)
        half = _path().with_suffix(f".{os.getpid()}")
        half.write_text("".join(lines), "utf-8")
        half.chmod(0o600)
        half.rename(_path())
    except OSError:
        logger.exception("the book of erasures could not be written beside the backups")


def _path() -> Path:
    return Path(settings.BACKUP_ROOT) / NAME


def _in_file() -> Iterator[Entry]:
    try:
        lines = _path().read_text("utf-8").splitlines()
    except OSError:
        return
    for line in lines:
        person, made_at, code, at = line.split("\t")
        yield Entry(int(person), datetime.fromisoformat(made_at), code, datetime.fromisoformat(at))
