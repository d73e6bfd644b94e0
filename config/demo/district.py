"""The demo's frozen figures: two semesters that are over, of a kabupaten larger than the demo itself.

One kecamatan of six madrasah would show a petugas kabupaten nothing to compare; so the others are told by figures
alone, which the same rule freezes that freezes real ones.
"""

from datetime import datetime, time, timedelta
from random import Random

from django.utils import timezone

from competency.district.actions import keep_cube
from competency.district.reads import Gathered, freezes_on
from competency.models import Instrument
from competency.scoring.cube import Counts, Measure, Sum
from competency.scoring.hiding import Key
from config.demo import words
from config.demo.days import Days
from madrasah.competencies import Competency
from madrasah.models import Region, Semester
from madrasah.periods import Term, default_dates, default_dates_before, school_year_of, term_of

# Kecamatan with the sizes of its madrasah, KKG by KKG; a KKG of two kecamatan stands in both.
PLACES = (
    ("73.02.01", (("KKG MI Contoh Gantarang", (9, 8, 8, 7, 6)), ("Belum masuk KKG", (6,)))),
    ("73.02.02", (("KKG MI Contoh Pesisir", (8, 7, 6)),)),
    ("73.02.03", (("KKG MI Contoh Pesisir", (5, 4)), ("KKG MI Contoh Timur", (9, 6, 3)))),
    ("73.02.05", (("KKG MI Contoh Kajang", (10, 8, 7)),)),
    ("73.02.07", (("KKG MI Contoh Bukit", (3,)),)),
)
WEEKS, MEETINGS = 18, 6


def freeze_past(days: Days, luck: Random) -> None:
    """The semester before that of the story, and the one before it."""
    region, latest = Region.objects.get(pk=words.KABUPATEN), days.semesters[0]
    for semester, seen in ((_before(latest), 0.25), (latest, 0.4)):
        at = timezone.make_aware(datetime.combine(freezes_on(semester), time(2, 15))) + timedelta(days=1)
        instrument = Instrument.objects.filter(code="kkg-gantarang").order_by("pk").last()
        keep_cube(region=region, semester=semester, found=_gathered(luck, seen, instrument), at=at)


def _before(semester: Semester) -> Semester:
    dates = default_dates_before(semester.school_year, semester.term)
    year, term = school_year_of(dates.starts_on), Term(term_of(dates.starts_on))
    return Semester.objects.get_or_create(school_year=year, term=term.value, defaults=vars(default_dates(year, term)))[
        0
    ]


def _gathered(luck: Random, seen: float, instrument: Instrument | None) -> Gathered:
    counts: dict[Key, Counts] = {}
    names: dict[str, dict[str, str]] = {"kecamatan": {}, "kkg": {}, "madrasah": {}}
    numbers: dict[str, str] = {}
    regions = dict(Region.objects.filter(pk__in=[code for code, _ in PLACES]).values_list("pk", "name"))
    keys = iter(words.MADRASAHS)
    for code, groups in PLACES:
        for group, sizes in groups:
            number = "" if group.startswith("Belum") else numbers.setdefault(group, str(len(numbers) + 1))
            for size in sizes:
                key = str(len(counts) + 1)
                names["kecamatan"][code], names["kkg"][number] = regions[code], group
                names["madrasah"][key] = f"MI Contoh {next(keys, f'Nomor {key}')}"
                counts[code, number, key] = _counts(size, luck, seen)
    return Gathered(counts, names, {number: MEETINGS - 2 + int(number) % 3 for number in numbers.values()}, instrument)


def _counts(size: int, luck: Random, seen: float) -> Counts:
    """Of so many teachers, roughly that part was observed."""
    looked = min(size, round(size * seen + luck.random()))
    sums = {
        Measure.ATTENDANCE: Sum(luck.randint(size * MEETINGS * 3 // 4, size * MEETINGS), size * MEETINGS, size),
        Measure.OBSERVED: Sum(looked, size, size),
        Measure.RPP: Sum(luck.randint(size * WEEKS // 2, size * WEEKS), size * WEEKS, size),
    }
    of_each = {each.value: Sum(luck.randint(looked * 10, looked * 14), looked * 15, looked) for each in Competency}
    behind = dict.fromkeys((Measure.ATTENDANCE, Measure.RPP), size) | dict.fromkeys(
        (Measure.OBSERVED, *of_each), looked
    )
    return Counts(size, sums | of_each, behind, looked)
