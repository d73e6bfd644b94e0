"""An instrument on paper: its items in the order of its file, where its sums stand, and the form still blank."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from competency.instruments.models import Instrument
from competency.scoring.definition import Definition
from competency.scoring.pieces import Indicator, IndicatorGroup, Kind, Method, Overall
from competency.scoring.words import legal_words, proposal_words
from core.formats import dotted

Data = dict[str, Any]
Pair = tuple[IndicatorGroup, Indicator]


def form_of(instrument: Instrument) -> Data:
    """What blank and filled sheets share: title, source, scale, bands, and the sections with their items."""
    definition = instrument.definition
    scale = definition.scale
    return {
        "title": definition.title,
        "version": f"{definition.code}, versi {definition.version}",
        "source": definition.source,
        "legal": proposal_words(definition) or f"Kedudukan: {legal_words(definition)}.",
        "scale": [_step(step.value, step.label, step.note) for step in scale.steps],
        "values": [step.value for step in scale.steps],
        "has_unseen": scale.allow_not_observed,
        "most": scale.maximum,
        "bands": [f"{band.label} {band.published}".strip() for band in definition.bands],
        "sections": sections_of(definition),
    }


def blank_paper(instrument: Instrument, about: Mapping[str, Any]) -> Data:
    """Everything templates/papers/blank.typ prints.

    `about`: letterhead, facts, planned, code, qr, address and signers (`paper_forms.papers`).
    """
    definition = instrument.definition
    return {
        **form_of(instrument),
        "sums": sums_asked(definition),
        "part_asked": "nilai (1–4)" if definition.method is Method.PKG_CONVERSION else "persen",
        "choices": [*_purposes(definition), *((each.label, _plain(each.values)) for each in definition.attributes)],
        "phases": [[phase.title, "; ".join(phase.contents)] for phase in definition.phases],
        **about,
    }


def sections_of(definition: Definition) -> list[Data]:
    """Runs of items under one group and stage; a sum stands below the last run of what is summed (`part`)."""
    rows = [(group, item) for group in definition.groups for item in group.indicators]
    runs = [list(run) for _, run in groupby(rows, key=lambda row: (row[0].code, row[1].stage))]
    return list(_numbered(definition, runs))


def _numbered(definition: Definition, runs: list[list[Pair]]) -> Iterator[Data]:
    number = 1
    for at, run in enumerate(runs):
        group, first = run[0]
        part = part_of(definition, *run[0])
        following = part_of(definition, *runs[at + 1][0]) if at + 1 < len(runs) else ""
        yield {
            "stage": first.stage.value.capitalize() if first.stage else "",
            "title": group.title if group.number is None else f"{group.number}. {group.title}",
            "detail": _detail(group),
            "items": [_item(place, item) for place, (_, item) in enumerate(run, start=number)],
            "part": part if part != following else "",
            "part_title": _part_title(definition, group, first),
        }
        number += len(run)


def part_of(definition: Definition, group: IndicatorGroup, item: Indicator) -> str:
    """The code of what a sum is printed of: a stage, an aspect, or nothing."""
    if _is_by_stage(definition):
        return item.stage.value if item.stage else group.code
    return group.code if definition.method is Method.PKG_CONVERSION else ""


def _part_title(definition: Definition, group: IndicatorGroup, item: Indicator) -> str:
    if _is_by_stage(definition) and item.stage:
        return item.stage.value.capitalize()
    return group.title if group.number is None else f"kompetensi {group.number}"


def _is_by_stage(definition: Definition) -> bool:
    return definition.method is Method.BY_STAGE


def sums_asked(definition: Definition) -> list[tuple[str, str]]:
    """The lines at the end of a blank form that a pen fills, by the instrument's own method."""
    count, most = len(definition.indicators), definition.scale.maximum
    observed = f"{most} × butir yang dinilai, paling banyak {most * count}"
    match definition.method:
        case Method.LEVEL:
            return [("Profil level", "ditulis per kelompok; tidak dijumlahkan")]
        case Method.PKG_CONVERSION:
            groups = len(definition.groups)
            return [
                (f"Jumlah nilai {groups} kompetensi", f"paling banyak {4 * groups}"),
                ("Nilai (skala 100)", f"jumlah nilai : {4 * groups} × 100"),
                ("Sebutan", ""),
            ]
        case Method.CHECKLIST:
            core = sum(item.core for item in definition.indicators)
            return [("Jumlah yang ada", f"dari {count}"), ("Komponen inti yang ada", f"dari {core}"), ("Sebutan", "")]
    if definition.overall is Overall.COMPETENCY_MEAN:
        mean = f"rata-rata {len(definition.competencies())} persen di atas, bobot sama"
        parts = [(f"{competency.label} (persen)", "") for competency in definition.competencies()]
        return [*parts, ("Nilai akhir (persen)", mean), ("Sebutan", "")]
    return [("Jumlah skor", ""), ("Skor maksimum", observed), ("Nilai akhir (persen)", ""), ("Sebutan", "")]


def _purposes(definition: Definition) -> list[tuple[str, list[str]]]:
    return [("Untuk penilaian", ["formatif (awal tahun)", "sumatif (akhir tahun)"])] if definition.is_yearly else []


def _plain(values: tuple[str, ...]) -> list[str]:
    return [value.replace("_", " ").replace("s1", "S1") for value in values]


def _step(value: int, label: str, note: str) -> str:
    return f"{value} = {label}: {note}" if note else f"{value} = {label}"


def _detail(group: IndicatorGroup) -> str:
    ways = f"Cara menilai: {', '.join(group.ways)}" if group.ways else ""
    return dotted(group.parent, ways, group.note)


def _item(number: int, item: Indicator) -> Data:
    marks = ["inti"] if item.core else []
    marks += [item.five_m.value] if item.five_m else []
    return {"number": number, "code": item.code, "text": item.text, "mark": ", ".join(marks), "hint": item.note}


def is_of_documents(definition: Definition) -> bool:
    """Whether it is filled at a desk: no hour, no lesson."""
    return definition.kind in (Kind.DOCUMENT, Kind.CHECKLIST, Kind.LEVELS)
