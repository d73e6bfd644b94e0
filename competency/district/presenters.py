"""Frozen figures in words: what is told of a place, what is not, and why."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone

from competency.district.models import DistrictCube
from competency.scoring.cube import Measure
from core.formats import date_plain, dotted, percent
from madrasah.competencies import Competency

HIDDEN = "Tidak ditampilkan"
NOTHING = "Belum ada"
LABELS: Mapping[str, str] = {
    Measure.ATTENDANCE: "Kehadiran di KKG",
    Measure.OBSERVED: "Guru yang diamati",
    Measure.RPP: "RPP yang diperiksa",
    **{competency.value: competency.label for competency in Competency},
}
UNITS: Mapping[str, str] = {
    Measure.ATTENDANCE: "kehadiran",
    Measure.OBSERVED: "guru",
    Measure.RPP: "minggu mengajar",
    **{competency.value: "poin" for competency in Competency},
}
MEANINGS: Mapping[str, str] = {
    Measure.ATTENDANCE: "Berapa kali guru hadir, dari semua panggilan di pertemuan yang sudah ditutup.",
    Measure.OBSERVED: "Guru yang pelajarannya diamati dan hasilnya sudah dibagikan, dari semua guru.",
    Measure.RPP: "Minggu yang RPP-nya sudah diperiksa, dari semua minggu mengajar setiap guru.",
}


@dataclass(frozen=True)
class Line:
    """One place with what was frozen of it; empty names: all of them."""

    kecamatan: str
    kkg: str
    madrasah: str
    teachers: int | None
    figures: Mapping[str, Sequence[int] | None]
    place: tuple[str | None, ...]

    @property
    def name(self) -> str:
        """As the first column says it: the kecamatan first, or the KKG that spans several."""
        if self.madrasah:
            return f"{self.madrasah}, {self.kecamatan}"
        return dotted(self.kecamatan, self.kkg) or "Seluruh kabupaten"


def lines_of(cube: DistrictCube) -> list[Line]:
    """Every place that says something of its own: a kecamatan of one KKG, and a KKG of one kecamatan, stand once."""
    names = cube.document["names"]
    found = [_line(row, names) for row in cube.document["rows"]]
    pairs = [line.place for line in found if line.kecamatan and line.kkg and not line.madrasah]
    alone = {code for code, count in Counter(pair[0] for pair in pairs).items() if count == 1}
    spans = {code for code, count in Counter(pair[1] for pair in pairs).items() if count > 1}
    return sorted((line for line in found if _is_shown(line, alone, spans)), key=_order)


def _is_shown(line: Line, alone: set[str | None], spans: set[str | None]) -> bool:
    kecamatan, group, _ = line.place
    if kecamatan is None:
        return group is None or (group in spans and bool(group))
    return group is not None or kecamatan not in alone


def _order(line: Line) -> tuple[int, str, str, str]:
    """KKG as a whole last; a kecamatan before its KKG."""
    return int(bool(line.kkg and not line.kecamatan)), line.kecamatan.upper(), line.kkg.upper(), line.madrasah.upper()


def _line(row: Mapping[str, Any], names: Mapping[str, Mapping[str, str]]) -> Line:
    kecamatan, group, madrasah = (
        "" if code is None else names[kind][code]
        for kind, code in zip(("kecamatan", "kkg", "madrasah"), row["place"], strict=True)
    )
    return Line(kecamatan, group, madrasah, row["teachers"], row["figures"], tuple(row["place"]))


def share(figure: Sequence[int] | None) -> str:
    """'83%', 'Belum ada' where nothing was recorded, 'Tidak ditampilkan' where too few people stand behind it."""
    if figure is None:
        return HIDDEN
    return percent(figure[0], figure[1]) if figure[1] else NOTHING


def basis(measure: str, figure: Sequence[int] | None) -> str:
    """'312 dari 360 kehadiran, 31 guru'; a dash where nothing is told."""
    if figure is None or not figure[1]:
        return "–"
    counted = f"{figure[0]} dari {figure[1]} {UNITS[measure]}"
    return counted if measure == Measure.OBSERVED else f"{counted}, {figure[2]} guru"


def frozen_words(cube: DistrictCube) -> str:
    """'Keadaan 19 Desember 2026, dibekukan 2 Januari 2027.'"""
    return f"Keadaan {date_plain(cube.data_day)}, dibekukan otomatis {date_plain(timezone.localdate(cube.frozen_at))}"


def figures(cube: DistrictCube) -> list[dict[str, str]]:
    """The four numbers on top, each with what it rests on."""
    whole = next(line for line in lines_of(cube) if line.place == (None, None, None))
    held = sum(cube.document["sessions"].values())
    groups = len(cube.document["sessions"])
    here = f"{reverse('competency:district')}?semester={cube.pk}"
    return [
        {"number": str(held), "label": "pertemuan KKG", "note": f"oleh {groups} KKG", "url": f"{here}#pertemuan"},
        *(
            {
                "number": share(figure) if figure is not None else "–",
                "label": LABELS[measure],
                "note": basis(measure, figure) if figure is not None else "Terlalu sedikit orang untuk ditampilkan",
                "url": f"{here}#{measure}",
            }
            for measure, figure in ((measure, whole.figures[measure]) for measure in Measure)
        ),
    ]
