"""Loads the reference data shipped with the app: regions, their spellings, subjects, and the first semesters.

Not here: instruments (the app competency loads its own) and anything about real madrasah or people.
"""

import csv
import gzip
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction

from madrasah.places.models import Region, RegionAlias, Subject
from madrasah.semesters.actions import load_first_semesters

DATA = Path(__file__).resolve().parent.parent / "data"


@dataclass(frozen=True)
class Loaded:
    """How many rows the files hold, and how many semesters were made (0 when there were some already)."""

    regions: int
    aliases: int
    subjects: int
    semesters: int


@transaction.atomic
def load_reference(*, today: date) -> Loaded:
    """Bring regions, aliases and subjects to the state of the files; safe to repeat, deletes nothing.

    Semesters of this and the next school year are proposed only while there are none at all.
    """
    return Loaded(_load_regions(), _load_aliases(), _load_subjects(), load_first_semesters(today))


def _read(name: str) -> Iterator[dict[str, str]]:
    raw = (DATA / name).read_bytes()
    text = gzip.decompress(raw) if name.endswith(".gz") else raw
    return iter(csv.DictReader(io.StringIO(text.decode())))


def _load_regions() -> int:
    """Sorted by code, so a parent comes before its children."""
    regions = [
        Region(code=row["code"], level=row["level"], name=row["name"], parent_id=row["parent"] or None)
        for row in _read("wilayah.csv.gz")
    ]
    Region.objects.bulk_create(
        regions, update_conflicts=True, unique_fields=["code"], update_fields=["level", "name", "parent"]
    )
    return len(regions)


def _load_aliases() -> int:
    aliases = [RegionAlias(region_id=row["code"], name=row["name"]) for row in _read("wilayah_alias.csv")]
    RegionAlias.objects.bulk_create(aliases, ignore_conflicts=True)
    return len(aliases)


def _load_subjects() -> int:
    subjects = [
        Subject(code=row["code"], name=row["name"], other_names=row["other_names"].split("|"), position=position)
        for position, row in enumerate(_read("mapel_mi.csv"), start=1)
    ]
    Subject.objects.bulk_create(
        subjects, update_conflicts=True, unique_fields=["code"], update_fields=["name", "other_names", "position"]
    )
    return len(subjects)
