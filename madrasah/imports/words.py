"""The words that the data know, loaded once per file: subjects, grades and regions in every spelling."""

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from pathlib import Path

from django.utils import timezone

from madrasah.imports.madrasahs import KnownRegion, Regions, spellings_of
from madrasah.imports.reading import key_of
from madrasah.places.models import Region, RegionAlias, Subject

GRADES = Path(__file__).resolve().parent.parent / "data" / "golongan.csv"


@dataclass
class Words:
    """Codes by key_of(spelling). Regions are many and only loaded when a row asks for one."""

    subjects: Mapping[str, str]
    grades: Mapping[str, str]
    today: date
    load_regions: Callable[[], Regions] = field(default=lambda: Regions([]))

    @cached_property
    def regions(self) -> Regions:
        """All regions with their spellings."""
        return self.load_regions()


def words_of_data() -> Words:
    """What the data know now; one query, and two more for regions when they are asked for."""
    return Words(_subjects(), grades(), timezone.localdate(), _regions)


def _subjects() -> dict[str, str]:
    subjects = Subject.objects.values_list("code", "name", "other_names")
    return {key_of(word): code for code, name, others in subjects for word in (code, *others, name)}


@cache
def grades() -> dict[str, str]:
    """Grades by every spelling, of the grade and of its rank; PNS and PPPK grades never look alike."""
    with GRADES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {key_of(word): row["grade"] for row in rows for word in _spellings(row) if word}


def _spellings(row: Mapping[str, str]) -> tuple[str, ...]:
    rank = row["rank"]
    return (
        *row["other_names"].split("|"),
        rank,
        rank.replace("Tingkat", "Tk"),
        rank.replace("Tingkat I", "Tk 1"),
        row["grade"],
    )


def _regions() -> Regions:
    aliases: dict[str, list[str]] = {}
    for code, name in RegionAlias.objects.values_list("region_id", "name"):
        aliases.setdefault(code, []).append(name)
    rows = Region.objects.values_list("code", "name").iterator()
    return Regions(KnownRegion(code, name, spellings_of(name, aliases.get(code, []))) for code, name in rows)
