"""Uploaded files that no row names, and rows whose file is gone: looked for once a day, told to who keeps the server.

A file is written before its row is committed, so a power cut between the two leaves it behind. Nothing is deleted at
once: it is set aside for a month, under the day it was found.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import PurePosixPath
from typing import Any

from django.db.models import CharField, F, Func, Value
from django.utils import timezone

from core.models import StoredFile

logger = logging.getLogger(__name__)

PLACE, ASIDE = "berkas", "terbuang"
OLD_ENOUGH = timedelta(days=1)  # a younger one may still get its row
KEPT_FOR = timedelta(days=30)
MANY = 100
SHOWN = 5


@dataclass(frozen=True)
class Found:
    """Names of files: `strays` without a row, `missing` of rows without their file; how many old ones were `dropped`.

    `is_doubtful`: there are more strays than files with a row, as when database and files are not of one site; then
    they stay where they are.
    """

    strays: list[str]
    missing: list[str]
    dropped: int
    is_doubtful: bool


def sweep_files(*, at: datetime) -> Found:
    """The daily duty: set strays aside, drop those of a month ago, and say what is missing."""
    storage = StoredFile._meta.get_field("file").storage
    strays, missing, named = [], [], 0
    for folder in sorted(_folders_of_rows() | set(_folders(storage, PLACE))):
        there, wanted = _names_in(storage, folder), _names_of_rows(folder)
        named += len(there & wanted)
        missing += sorted(wanted - there)
        strays += [name for name in sorted(there - wanted) if storage.get_modified_time(name) <= at - OLD_ENOUGH]
    # Whoever was at it when its folder was listed may have its row by now.
    strays = sorted(set(strays) - set(StoredFile.objects.filter(file__in=strays).values_list("file", flat=True)))
    found = Found(strays, missing, _drop_old(storage, at), len(strays) > max(MANY, named))
    for name in [] if found.is_doubtful else strays:
        _set_aside(storage, name, f"{ASIDE}/{timezone.localdate(at)}/{name}")
    _tell(found)
    return found


def _tell(found: Found) -> None:
    """To the journal of the service; names here are made by us and tell nothing of people."""
    if found.is_doubtful:
        logger.error("%s files without a row, too many to be set aside: wrong database?", len(found.strays))
    elif found.strays:
        logger.warning("%s files without a row set aside: %s", len(found.strays), found.strays[:SHOWN])
    if found.missing:
        logger.error("%s rows without their file: %s", len(found.missing), found.missing[:SHOWN])


def _folders(storage: Any, top: str) -> Iterator[str]:
    yield top
    for name in _listed(storage, top)[0]:
        yield from _folders(storage, f"{top}/{name}")


def _listed(storage: Any, folder: str) -> tuple[list[str], list[str]]:
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return [], []
    return list(folders), list(files)


def _folders_of_rows() -> set[str]:
    folder = Func(F("file"), Value("^(.*)/"), function="substring", output_field=CharField())
    return set(StoredFile.objects.values_list(folder, flat=True).distinct()) - {None}


def _names_in(storage: Any, folder: str) -> set[str]:
    return {f"{folder}/{name}" for name in _listed(storage, folder)[1]}


def _names_of_rows(folder: str) -> set[str]:
    names = StoredFile.objects.filter(file__startswith=f"{folder}/").values_list("file", flat=True)
    return {name for name in names.iterator() if str(PurePosixPath(name).parent) == folder}


def _set_aside(storage: Any, name: str, aside: str) -> None:
    with storage.open(name) as content:
        storage.save(aside, content)
    storage.delete(name)


def _drop_old(storage: Any, at: datetime) -> int:
    """How many files went for good; a folder tells by its name when it was filled."""
    last, dropped = timezone.localdate(at) - KEPT_FOR, 0
    for name in _listed(storage, ASIDE)[0]:
        if date.fromisoformat(name) < last:
            dropped += _drop(storage, f"{ASIDE}/{name}")
    return dropped


def _drop(storage: Any, folder: str) -> int:
    folders, files = _listed(storage, folder)
    for name in files:
        storage.delete(f"{folder}/{name}")
    dropped = len(files) + sum(_drop(storage, f"{folder}/{name}") for name in folders)
    storage.delete(folder)
    return dropped
