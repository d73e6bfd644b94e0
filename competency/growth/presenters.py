"""Growth as four charts with their tables; what is not enough evidence has no place on a drawing."""

from typing import Any

from competency.scoring.summary import Status
from competency.scoring.trend import Past
from competency.scoring.words import COMPETENCY_TONES, line_words, percent_words
from core.charts import Chart, Point, trend
from madrasah.competencies import Competency
from madrasah.models import Semester

HEAD = ["Semester", "Hasil", "Dasar"]


def charts_of(found: Any, evidence_at: str = "") -> list[Chart]:
    """One a competency; rows open the evidence of their semester at the address, where one is given."""
    return [_chart(found, competency, evidence_at) for competency in Competency if found.lines[competency]]


def _chart(found: Any, competency: Competency, address: str) -> Chart:
    pasts, several = found.lines[competency], _has_several_measures(found)
    chart = trend(
        f"arah-{competency.value}",
        competency.label,
        _told(pasts),
        HEAD,
        [_point(past, found) for past in pasts],
        tone=COMPETENCY_TONES[competency],
    )
    return chart.with_rows([_row(past, found, address, several=several) for past in pasts])


def _point(past: Past, found: Any) -> Point:
    enough = past.line.status is Status.ENOUGH and past.line.percent is not None
    share = past.line.percent / 100 if enough and past.line.percent is not None else None
    words = percent_words(past.line.percent, found.versions[past.measure[0]].bands) if enough else ""
    return Point(_short(past.semester), share, words, past.measure)


def _short(semester: Semester) -> str:
    """'Gasal 26/27'."""
    return f"{semester.get_term_display()} {semester.school_year % 100:02}/{(semester.school_year + 1) % 100:02}"


def _row(past: Past, found: Any, address: str, *, several: bool) -> list[Any]:
    definition = found.versions[past.measure[0]]
    name = str(past.semester).removeprefix("Semester ").capitalize()
    first = {"text": name, "url": f"{address}?semester={past.semester.pk}"} if address else name
    rests_on = f"{past.line.sheets} lembar, {past.line.answered} butir, {past.line.observers} pengamat"
    if several:
        rests_on += f"; instrumen versi {definition.version} {past.measure[1]}".rstrip()
    enough = past.line.status is Status.ENOUGH
    return [first, line_words(past.line, definition.bands) if enough else "belum cukup bukti", rests_on]


def _told(pasts: Any) -> str:
    """What the drawing shows, in a sentence."""
    told = [past for past in pasts if past.line.status is Status.ENOUGH]
    if len(told) < 2:
        return "Arahnya terlihat sesudah dua semester dengan cukup bukti."
    if len({past.measure for past in told}) > 1:
        return "Versi instrumen berganti di garis putus-putus: persen di kedua sisinya tidak dibandingkan."
    first, last = told[0].line, told[-1].line
    gained = last.numerator * first.denominator - first.numerator * last.denominator
    moved = "Tetap" if not gained else "Naik" if gained > 0 else "Turun"
    return f"{moved} sejak {told[0].semester}; {len(told)} semester dengan instrumen yang sama."


def _has_several_measures(found: Any) -> bool:
    return len({past.measure for pasts in found.lines.values() for past in pasts}) > 1
