"""What is wrong with an instrument's document, in Indonesian sentences that name the place and the cure.

Takes any document and never raises: an operator may upload one. A sound one is read by `definition.parse`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from competency.scoring.bands import band_from, edge_faults
from competency.scoring.pieces import Method, Overall
from competency.scoring.shape import shape_faults

Row = Mapping[str, Any]


def faults(document: object) -> list[str]:
    """Every fault of a loaded document (YAML or JSON); an empty list means `definition.parse` accepts it."""
    if not isinstance(document, Mapping):
        return ["Berkas instrumen: isinya harus berupa kunci dan nilai, misalnya 'code: nama-instrumen'."]
    return [*shape_faults(document)] or [*_sense(document)]


def _sense(document: Row) -> Iterator[str]:
    """What only shows when the parts are held together: codes, scale, bands, maxima."""
    indicators = [row for group in document["groups"] for row in group["indicators"]]
    yield from _duplicates("Kelompok", document["groups"])
    yield from _duplicates("Butir", indicators)
    yield from _duplicates("Pita", document.get("bands", ()))
    yield from _duplicates("Atribut", document.get("attributes", ()))
    yield from _scale_sense([row["value"] for row in document["scale"]["values"]])
    yield from _off_scale(document, indicators)
    yield from _maxima(document)
    yield from _method_sense(document, indicators)


def _scale_sense(values: list[int]) -> Iterator[str]:
    if len(values) < 2:
        yield "Skala: butuh paling sedikit 2 nilai, misalnya 0 dan 1."
    elif values[0] < 0 or values != list(range(values[0], values[0] + len(values))):
        written = ", ".join(map(str, values))
        yield f"Skala: nilai harus naik satu-satu tanpa lompatan, misalnya 1, 2, 3; sekarang {written}."


def _off_scale(document: Row, indicators: Sequence[Row]) -> Iterator[str]:
    allowed = {row["value"] for row in document["scale"]["values"]}
    places = [("Level minimal", document.get("min_levels", ()))]
    places += [(f"Butir {row['code']}", row.get("levels", ())) for row in indicators]
    for where, rows in places:
        yield from (
            f"{where}: nilai {row['value']} tidak ada pada skala. Hapus atau betulkan."
            for row in rows
            if row["value"] not in allowed
        )


def _maxima(document: Row) -> Iterator[str]:
    top = max(row["value"] for row in document["scale"]["values"])
    computed = 0
    for group in document["groups"]:
        maximum = top * len(group["indicators"])
        computed += maximum
        yield from _maximum(f"Kelompok {group['code']}", group.get("max_score"), maximum)
    yield from _maximum("Instrumen", document.get("max_score"), computed)


def _maximum(where: str, written: int | None, computed: int) -> Iterator[str]:
    if written not in (None, computed):
        yield (
            f"{where}: skor maksimum tertulis {written}, padahal butir × nilai tertinggi = {computed}. "
            "Betulkan max_score atau butirnya."
        )


def _method_sense(document: Row, indicators: Sequence[Row]) -> Iterator[str]:
    if document.get("overall") == Overall.COMPETENCY_MEAN and document["method"] != Method.PERCENT:
        yield "Instrumen: overall competency_mean hanya untuk metode percent. Hapus 'overall'."
    match document["method"]:
        case Method.LEVEL:
            if document.get("bands"):
                yield "Pita: metode level tidak memakai persen. Hapus 'bands'."
        case Method.CHECKLIST:
            yield from _checklist_sense(document.get("bands", ()), indicators)
        case Method.PKG_CONVERSION:
            yield from _pkg_sense(document["groups"])
            yield from _edges(document.get("bands", ()))
        case _:
            yield from _edges(document.get("bands", ()))


def _checklist_sense(bands: Sequence[Row], indicators: Sequence[Row]) -> Iterator[str]:
    if sorted(str(row.get("core_complete")) for row in bands) != ["False", "True"]:
        yield "Pita: daftar periksa butuh tepat dua pita, core_complete: true dan core_complete: false."
    yield from (
        f"Pita '{row['label']}': daftar periksa tidak memakai batas persen. Hapus gt, gte, lt, dan lte."
        for row in bands
        if not {"gt", "gte", "lt", "lte"}.isdisjoint(row)
    )
    if not any(row.get("core") for row in indicators):
        yield "Butir: daftar periksa butuh paling sedikit satu butir inti. Tulis core: true pada butir itu."


def _pkg_sense(groups: Sequence[Row]) -> Iterator[str]:
    for group in groups:
        for row in group["indicators"]:
            if row.get("competency", group["competency"]) != group["competency"]:
                yield (
                    f"Butir {row['code']}: pada PKG kompetensi butir mengikuti kelompoknya. "
                    "Hapus 'competency' pada butir ini."
                )


def _edges(bands: Sequence[Row]) -> Iterator[str]:
    if not bands:
        yield "Pita: belum ada. Isi 'bands' yang menutup 0 sampai 100."
        return
    open_ended = [row for row in bands if {"gt", "gte"}.isdisjoint(row) or {"lt", "lte"}.isdisjoint(row)]
    yield from (
        f"Pita '{row['label']}': batasnya belum lengkap. Isi gt atau gte, dan lt atau lte." for row in open_ended
    )
    yield from (
        f"Pita '{row['label']}': core_complete hanya untuk daftar periksa. Hapus."
        for row in bands
        if "core_complete" in row
    )
    if not open_ended:
        yield from edge_faults([band_from(row) for row in bands])


def _duplicates(what: str, rows: Iterable[Row]) -> Iterator[str]:
    for code, times in Counter(row["code"] for row in rows).items():
        if times > 1:
            yield f"{what}: kode {code} dipakai {times} kali. Beri setiap {what.lower()} kode sendiri."
