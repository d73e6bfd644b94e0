"""A summary (`reports.Summary`) in words: rows of the list, and the cards of one teacher."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from competency.scoring.definition import Definition
from competency.scoring.summary import Status
from competency.scoring.trend import Direction
from competency.scoring.words import (
    COMPETENCY_TONES,
    line_words,
    percent_words,
    proposal_words,
    result_words,
    trend_words,
)
from core.addresses import row_address
from core.formats import date_plain, date_short, ended
from madrasah.competencies import Competency

MARKS = {Direction.UP: "↑", Direction.DOWN: "↓", Direction.SAME: "=", Direction.OTHER_MEASURE: "≠"}
ENOUGH = "Cukup bukti: sedikitnya {} lembar dengan {} butir yang teramati untuk kompetensi ini."


def listed(found: Any, *, is_ahead: bool = False) -> list[Any]:
    """One teacher in the list of teachers; `is_ahead`: the reader, for whom a new result waits for the reflection."""
    if is_ahead:
        new = {"text": "Ada hasil baru untuk Anda", "url": reverse("competency:my-summary")}
        return [str(found.teacher), new, *({"text": "Dibuka dulu", "tone": "grey"} for _ in Competency)]
    address = f"{row_address('competency:teacher-summary', found.teacher.pk)}?semester={found.semester.pk}"
    seen = {"text": f"{found.lessons} kali"} if found.lessons else {"text": "Belum", "tone": "grey"}
    return [
        {"text": str(found.teacher), "url": address},
        seen,
        *(line_cell(line, found.definition) for line in found.lines),
    ]


def line_cell(line: Any, definition: Definition | None) -> dict[str, str]:
    """One competency in a table: the figure where the evidence is enough, one sheet marked so, else that it is not."""
    words = _figure_words(line, definition)
    if line.figure.status is Status.ENOUGH:
        return {"text": words}
    if line.figure.status is Status.FIRST_PICTURE:
        return {"text": f"{words.partition(' · ')[0]} · 1 lembar"}
    return {"text": "Belum cukup", "tone": "grey"}


def summary_shown(found: Any) -> dict[str, Any]:
    """What templates/competency/summary/_summary.html shows."""
    return {
        "summary": found,
        "sheets": len(found.sheets),
        "purpose": found.sheets[0].purpose if found.sheets else "",
        "cards": [_card(line, found.definition) for line in found.lines],
        "others": [_other(other) for other in found.others],
        "step": _step_shown(found.step) if found.step else None,
        "proposal": proposal_words(found.definition) if found.definition else "",
    }


def _card(line: Any, definition: Definition | None) -> dict[str, Any]:
    figure, bands = line.figure, definition.bands if definition else ()
    return {
        "label": figure.competency.label,
        "tone": COMPETENCY_TONES[figure.competency],
        "words": _figure_words(line, definition) if figure.percent is not None else "",
        "value": f"{float(figure.percent):.2f}" if figure.percent is not None else "",
        "is_first": figure.status is Status.FIRST_PICTURE,
        "rests_on": f"{figure.sheets} lembar · {figure.answered} dari {line.possible} butir",
        "trend": f"{MARKS[line.trend.direction]} {trend_words(line.trend, figure, bands)}" if line.trend else "",
        "sheets": figure.sheets,
        "steps": _steps(line, definition),
        "missing": ENOUGH.format(settings.SUMMARY_MIN_SHEETS, settings.SUMMARY_MIN_ANSWERS)
        if figure.status is not Status.ENOUGH
        else "",
        "before": _before(line),
        "notes": line.notes,
    }


def _figure_words(line: Any, definition: Definition | None) -> str:
    return line_words(line.figure, definition.bands if definition else ())


def _steps(line: Any, definition: Definition | None) -> list[dict[str, str]]:
    """Each sheet, the sum, the percent and the band: how the number came about."""
    figure = line.figure
    steps = [
        {
            "text": f"{date_short(part.sheet.observed_on)}, {part.sheet.observer}: {part.numerator} dari "
            f"{part.denominator} ({part.answered} dari {part.possible} butir teramati)",
            "url": reverse("competency:assessment-detail", args=[part.sheet.pk]),
        }
        for part in line.parts
    ]
    if definition is None or figure.percent is None:
        return steps
    percent = percent_words(figure.percent, definition.bands, 2)
    steps.append({"text": f"Jumlah: {figure.numerator} dari {figure.denominator} = {percent}", "url": ""})
    if figure.band:
        steps.append({"text": f"Sebutan: {figure.band.label} ({figure.band.published})", "url": ""})
    return steps


def _before(line: Any) -> str:
    """The earlier figure that a trend is told from, with its n; of another version only that it is another."""
    if line.trend is None:
        return ""
    past, bands = line.trend.before, line.earlier.bands
    if line.trend.direction is Direction.OTHER_MEASURE:
        version = line.earlier.version
        return f"{past.semester} dinilai dengan instrumen versi {version}, jadi persennya tidak dibandingkan."
    percent = percent_words(past.line.percent, bands, 2)
    counted = f"{past.line.numerator} dari {past.line.denominator} = {percent}, {past.line.sheets} lembar"
    return f"{past.semester}: {counted}, versi instrumen yang sama."


def _other(other: Any) -> dict[str, Any]:
    definition = other.definition
    return {
        "title": other.name,
        "version": definition.version,
        "proposal": proposal_words(definition),
        "sheets": [
            {
                "text": f"{date_short(each.sheet.observed_on)}, {each.sheet.observer}",
                "words": result_words(each.result, definition),
                "url": reverse("competency:assessment-detail", args=[each.sheet.pk]),
            }
            for each in other.sheets
        ],
    }


def _step_shown(step: Any) -> dict[str, str]:
    """One sentence of praise first, then the one thing to do, and the page where it is done."""
    best, weakest, followup = step.strongest, step.weakest, step.followup
    praise = f"Sudah baik: {best.text} ({best.numerator} dari {best.denominator})." if best else ""
    if followup:
        until = f", sampai {date_plain(followup.due_on)}" if followup.due_on else ""
        return {
            "praise": praise,
            "lead": "Langkah berikutnya: ",
            "text": ended(followup.text),
            "why": f"{followup.get_status_display()}{until}.",
            "url": reverse("competency:followup-detail", args=[followup.pk]),
            "action": "Buka tindak lanjut",
        }
    if weakest is None:
        return {
            "praise": praise,
            "lead": "",
            "text": "Pertahankan, dan ceritakan caranya di pertemuan KKG.",
            "why": "",
            "url": reverse("kkg:material-list"),
            "action": "Buka Berbagi",
        }
    n = f"{weakest.numerator} dari {weakest.denominator} pada {weakest.sheets} lembar"
    return {
        "praise": praise,
        "lead": "Kuatkan berikutnya: ",
        "text": f"{weakest.text}.",
        "why": f"Baru {n}.",
        "url": f"{reverse('competency:indicator-materials')}?kompetensi={weakest.competency.value}",
        "action": "Lihat bahan yang membantu",
    }
