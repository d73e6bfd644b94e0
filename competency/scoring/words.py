"""Numbers, answers and results in Indonesian words, for pages and papers. Free of Django."""

import re
from collections.abc import Sequence
from fractions import Fraction
from math import floor
from typing import Any

from competency.scoring.bands import Band, find
from competency.scoring.definition import NOT_A_REGULATION, Definition
from competency.scoring.methods import PKG_CONVERSION
from competency.scoring.pieces import Answer, NotObserved
from competency.scoring.result import Part, Result, Step, StepKind
from competency.scoring.summary import CompetencyLine
from competency.scoring.trend import Direction, Trend
from core.formats import decimal
from madrasah.competencies import Competency

NOT_ENOUGH = "belum cukup bukti"
PROPOSAL = "usulan, bukan regulasi"
NOT_OBSERVED_LABEL = "Tidak teramati"

STEP_PLACES = 2
MOST_PLACES = 12


def percent_words(percent: Fraction | None, bands: Sequence[Band], places: int = 0) -> str:
    """'83%': rounded half up to `places`, with more decimals where rounding would cross a band's edge.

    90,96 beside 'Baik' stays '90,96%' when 'Sangat Baik' starts at 91. None is 'belum cukup bukti'.
    """
    if percent is None:
        return NOT_ENOUGH
    return f"{_decimals(percent, bands, places)}%"


def _decimals(percent: Fraction, bands: Sequence[Band], places: int) -> str:
    own = find(bands, percent)
    while places < MOST_PLACES and find(bands, _rounded(percent, places)) != own:
        places += 1
    return _without_zeros(decimal(_rounded(percent, places), places))


def _rounded(percent: Fraction, places: int) -> Fraction:
    return Fraction(floor(percent * 10**places + Fraction(1, 2)), 10**places)


def _without_zeros(text: str) -> str:
    return text.rstrip("0").rstrip(",") if "," in text else text


def answer_words(definition: Definition, code: str, answer: Answer | None) -> str:
    """What was answered: 'Baik', 'Tidak teramati', or 'Belum diisi'."""
    if answer is None:
        return "Belum diisi"
    if isinstance(answer, NotObserved):
        return NOT_OBSERVED_LABEL
    return definition.meaning(code, answer)


def short_step(label: str) -> str:
    """A step of a scale in few words: 'Tidak ada bukti' of 'Tidak ada bukti / belum dilakukan'."""
    return re.split(r" [/(] ?", label)[0].rpartition(" – ")[2] or label


def meanings(definition: Definition, code: str) -> list[tuple[int, str]]:
    """What each value means for an indicator, in full; nothing where the short words say it all."""
    steps = definition.scale.steps
    whole = [(step.value, definition.meaning(code, step.value)) for step in steps]
    told = [
        (value, f"{words}: {step.note}" if step.note and words == step.label else words)
        for (value, words), step in zip(whole, steps, strict=True)
    ]
    return [] if [words for _, words in told] == [short_step(step.label) for step in steps] else told


def result_words(result: Result, definition: Definition) -> str:
    """The whole sheet in one phrase: '89% · Baik'; a level instrument has a profile instead."""
    if result.percent is None:
        return "profil level, tanpa persen" if definition.is_profile else NOT_ENOUGH
    percent = percent_words(result.percent, definition.bands)
    return f"{percent} · {result.band.label}" if result.band else percent


def part_words(part: Part, definition: Definition) -> str:
    """One group, competency or stage: '7 dari 12 = 58,33% → nilai 3', '75% · Cukup', 'level 2,5 (usulan)'."""
    if not part.answered:
        return "tidak teramati" if part.not_observed else "belum diisi"
    if definition.is_profile:
        return f"level {_value(part.value)} (usulan)"
    if part.value is not None:
        return f"{_ratio(part, PKG_CONVERSION)} → nilai {_value(part.value)}"
    percent = percent_words(part.percent, definition.bands)
    return f"{percent} · {part.band.label}" if part.band else percent


def count_words(part: Part | Result) -> str:
    """'5 dari 6 butir terisi', '5 dari 6 butir terisi, 2 di antaranya tidak teramati': as the screens count it."""
    filled = (part.filled if isinstance(part, Result) else part.answered) + part.not_observed
    unseen = f", {part.not_observed} di antaranya tidak teramati" if part.not_observed else ""
    return f"{filled} dari {part.count} butir terisi{unseen}"


def steps_in_words(result: Result, definition: Definition) -> tuple[str, ...]:
    """Every step of the calculation as one sentence, in order."""
    return tuple(step_words(step, definition) for step in result.steps)


def step_words(step: Step, definition: Definition) -> str:
    """One step: 'Menguasai karakteristik peserta didik: 7 dari 12 = 58,33% → nilai 3'."""
    bands = definition.bands
    match step.kind:
        case StepKind.FILLED:
            return f"{step.numerator} dari {step.denominator} butir dinilai"
        case StepKind.NOT_OBSERVED:
            return f"{step.numerator} butir tidak teramati, tidak ikut dihitung"
        case StepKind.UNANSWERED:
            return f"{step.numerator} butir belum diisi, jadi hasil ini masih sementara"
        case StepKind.CONVERTED:
            return f"{step.title}: {_ratio(step, PKG_CONVERSION)} → nilai {_value(step.value)}"
        case StepKind.COMPETENCY | StepKind.STAGE:
            return f"{step.title}: {_ratio(step, bands)}"
        case StepKind.MEDIAN:
            return f"{step.code} {step.title}: median level {_value(step.value)} (usulan)"
        case StepKind.CORE:
            return f"{step.numerator} dari {step.denominator} komponen inti ada"
        case StepKind.SUM:
            return f"Jumlah skor: {_ratio(step, bands)}"
        case StepKind.MEAN:
            percent = percent_words(step.percent, bands, STEP_PLACES)
            return f"Rata-rata {step.numerator} kompetensi dengan bobot sama = {percent}"
        case StepKind.NKG:
            percent = _decimals(step.percent or Fraction(0), bands, STEP_PLACES)
            return f"Jumlah nilai: {step.numerator} dari {step.denominator} → NKG {percent}"
        case StepKind.BAND:
            return _band_words(step.band)


def _ratio(numbers: Part | Step, bands: Sequence[Band]) -> str:
    percent = percent_words(numbers.percent, bands, STEP_PLACES)
    return f"{numbers.numerator} dari {numbers.denominator} = {percent}"


def _value(value: Fraction | None) -> str:
    return "–" if value is None else _without_zeros(decimal(value, 1))


def _band_words(band: Band | None) -> str:
    if band is None:
        return ""
    return f"Sebutan: {band.label} ({band.published})" if band.published else f"Sebutan: {band.label}"


def line_words(line: CompetencyLine, bands: Sequence[Band]) -> str:
    """The figure of one summary line: '83% · Baik', or 'belum cukup bukti'. Never 0 for nothing."""
    if line.percent is None:
        return NOT_ENOUGH
    percent = percent_words(line.percent, bands)
    return f"{percent} · {line.band.label}" if line.band else percent


def trend_words(trend: Trend, now: CompetencyLine, bands: Sequence[Band]) -> str:
    """'naik dari 71% (2 lembar)'; both figures where whole percents would hide the step between them."""
    line = trend.before.line
    match trend.direction:
        case Direction.OTHER_MEASURE:
            return "versi instrumen berganti, tidak dibandingkan"
        case Direction.SAME:
            return f"tetap dari sebelumnya ({line.sheets} lembar)"
    places = 0
    before, after = _both(trend, now, bands, places)
    while before == after:
        places += 1
        before, after = _both(trend, now, bands, places)
    moved = "naik" if trend.direction is Direction.UP else "turun"
    return f"{moved} dari {before}{f' ke {after}' if places else ''} ({line.sheets} lembar)"


def _both(trend: Trend, now: CompetencyLine, bands: Sequence[Band], places: int) -> tuple[str, str]:
    return percent_words(trend.before.line.percent, bands, places), percent_words(now.percent, bands, places)


def proposal_words(definition: Definition) -> str:
    """The line that must stand beside an unofficial instrument or mapping; empty for an official one."""
    if definition.legal_status == NOT_A_REGULATION:
        return f"Skala, pita, dan pengelompokan kompetensi instrumen ini: {PROPOSAL}."
    if not definition.mapping_is_official:
        return f"Pengelompokan butir ke empat kompetensi: {PROPOSAL}."
    return ""


def legal_words(definition: Definition) -> str:
    """The legal status as people read it."""
    return "bukan regulasi" if definition.legal_status == NOT_A_REGULATION else definition.legal_status


COMPETENCY_TONES = {
    Competency.PEDAGOGIK: "green",
    Competency.KEPRIBADIAN: "plum",
    Competency.SOSIAL: "blue",
    Competency.PROFESIONAL: "amber",
}


def result_shown(result: Result, definition: Definition) -> dict[str, Any]:
    """The whole result for a page: headline, figures per competency and stage, steps."""
    percent = None if result.percent is None else percent_words(result.percent, definition.bands)
    return {
        "words": _capital(result_words(result, definition)),
        "percent": percent,
        "value": int(result.percent or 0),
        "band": result.band.label if result.band else "",
        "count": count_words(result),
        "competencies": [_figure(part, definition, competency=True) for part in result.competencies],
        "stages": [(part.title, part_words(part, definition)) for part in result.stages],
        "groups": [(part.title, part_words(part, definition)) for part in result.groups],
        "steps": steps_in_words(result, definition),
        "proposal": proposal_words(definition),
    }


def _figure(part: Part, definition: Definition, *, competency: bool) -> dict[str, Any]:
    shown = part.percent is not None and not definition.is_profile
    return {
        "label": part.title,
        "percent": percent_words(part.percent, definition.bands) if shown else None,
        "value": int(part.percent or 0),
        "band": part.band.label if part.band else "" if shown or not part.answered else part_words(part, definition),
        "rests_on": count_words(part),
        "tone": COMPETENCY_TONES.get(Competency(part.code), "green") if competency else "green",
        "why": "Tidak ada butir yang teramati. Ini bukan nilai rendah.",
    }


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
