"""The national holidays shipped with the app (data/libur_nasional.csv): offered for a semester, taken by a person."""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from madrasah.semesters.models import Semester

FILE = Path(__file__).resolve().parent.parent / "data" / "libur_nasional.csv"


@dataclass(frozen=True)
class NationalHoliday:
    """`certainty`: decreed ("ditetapkan"), on a date that never moves ("tanggal tetap"), or "perkiraan"."""

    starts_on: date
    ends_on: date
    name: str
    certainty: str

    @property
    def key(self) -> str:
        """Its first day, as a form sends it."""
        return self.starts_on.isoformat()


def national_holidays() -> list[NationalHoliday]:
    """All that are known, by date."""
    with FILE.open(encoding="utf-8") as lines:
        return [
            NationalHoliday(
                date.fromisoformat(row["mulai"]), date.fromisoformat(row["selesai"]), row["nama"], row["kepastian"]
            )
            for row in csv.DictReader(lines)
        ]


def offered_to(semester: Semester) -> list[NationalHoliday]:
    """Those that lie in the semester and are not in its calendar yet."""
    known = set(semester.holidays.values_list("starts_on", "ends_on"))
    return [
        day
        for day in national_holidays()
        if semester.starts_on <= day.starts_on
        and day.ends_on <= semester.ends_on
        and (day.starts_on, day.ends_on) not in known
    ]
