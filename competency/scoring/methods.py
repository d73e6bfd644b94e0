"""The named ways to score a sheet. Each takes a definition and checked answers and returns a Result.

Exact fractions throughout; nothing is rounded. Checking the answers is the engine's work.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from statistics import median

from competency.scoring.bands import FULL, Band, find
from competency.scoring.definition import Definition
from competency.scoring.pieces import NOT_OBSERVED, Answer, Indicator, Method, Overall, Stage
from competency.scoring.result import Part, Result, Step, StepKind

Answers = Mapping[str, Answer]

# Pedoman Pelaksanaan PK Guru (2010), Tabel 8: 0<X≤25 is 1, … 75<X≤100 is 4; no value is below 1, so 0 % is 1.
PKG_HIGHEST = 4
PKG_CONVERSION = tuple(
    Band(
        code=str(value),
        label=f"nilai {value}",
        lower=Fraction(25 * (value - 1)),
        lower_included=value == 1,
        upper=Fraction(25 * value),
        upper_included=True,
    )
    for value in range(1, PKG_HIGHEST + 1)
)


def pkg_value(percent: Fraction) -> int:
    """The value 1..4 of one PKG competency from its exact percent (Tabel 8)."""
    band = find(PKG_CONVERSION, percent)
    if band is None:
        raise ValueError(f"Persen {percent} di luar 0 sampai 100.")
    return int(band.code)


def by_percent(definition: Definition, answers: Answers) -> Result:
    """Sum over maximum of what was observed; or the equal mean of the competencies where the file says so."""
    result = _summed(definition, answers)
    if definition.overall is Overall.COMPETENCY_MEAN:
        result = _with_competency_mean(definition, result)
    return _with_steps(result, _sum_steps(definition, result))


def by_stage(definition: Definition, answers: Answers) -> Result:
    """As `by_percent`, and the stages (or, without stages, the groups) are reported one by one."""
    result = _summed(definition, answers)
    stages = result.stages or result.groups
    steps = [_ratio(StepKind.STAGE, part) for part in stages if part.answered]
    return _with_steps(replace(result, stages=stages), [*steps, *_sum_steps(definition, result)])


def by_pkg_conversion(definition: Definition, answers: Answers) -> Result:
    """Each group's percent becomes 1..4; NKG = sum of the values / (4 × groups) × 100.

    Source: Pedoman Pelaksanaan PK Guru (2010), Tabel 8 and Tabel 12; Permendiknas 35/2010. Groups without an
    answer stay outside, so an unfinished sheet shows an interim figure. No credit points.
    """
    raw = _summed(definition, answers)
    groups = tuple(_converted(part) for part in raw.groups)
    competencies = tuple(_pkg_competency(definition, part, groups) for part in raw.competencies)
    values = [int(part.value) for part in groups if part.value is not None]
    total, maximum = sum(values), PKG_HIGHEST * len(values)
    percent = _percent(total, maximum)
    result = replace(
        raw,
        total=total,
        maximum=maximum,
        percent=percent,
        band=_band(definition, percent),
        groups=groups,
        competencies=competencies,
    )
    steps = [replace(_ratio(StepKind.CONVERTED, part), value=part.value) for part in groups if part.answered]
    nkg = Step(StepKind.NKG, numerator=total, denominator=maximum, percent=percent)
    return _with_steps(result, [*steps, *([nkg] if values else [])])


def by_checklist(definition: Definition, answers: Answers) -> Result:
    """Percent of items present; the band says whether the core is complete (SE Mendikbud 14/2019)."""
    result = _summed(definition, answers)
    core = [indicator for indicator in definition.indicators if indicator.core]
    present = sum(answers.get(indicator.code) == definition.scale.maximum for indicator in core)
    decided = present + sum(answers.get(indicator.code) == definition.scale.minimum for indicator in core)
    missing = decided > present
    band = None if not missing and decided < len(core) else _core_band(definition, complete=not missing)
    step = Step(StepKind.CORE, numerator=present, denominator=len(core))
    return _with_steps(replace(result, band=band), [step, *_sum_steps(definition, result)])


def by_level(definition: Definition, answers: Answers) -> Result:
    """No percent and no band: a profile. Perdirjen GTK 2626/2023 has no formula: medians are a proposal."""
    raw = _summed(definition, answers)
    groups = tuple(
        _as_level(part, group.indicators, answers) for part, group in zip(raw.groups, definition.groups, strict=True)
    )
    competencies = tuple(_as_level(part, _of_competency(definition, part.code), answers) for part in raw.competencies)
    result = replace(
        raw, total=0, maximum=0, percent=None, band=None, groups=groups, competencies=competencies, stages=()
    )
    medians = [Step(StepKind.MEDIAN, part.code, part.title, value=part.value) for part in groups if part.answered]
    return _with_steps(result, medians)


METHODS: dict[Method, Callable[[Definition, Answers], Result]] = {
    Method.PERCENT: by_percent,
    Method.BY_STAGE: by_stage,
    Method.PKG_CONVERSION: by_pkg_conversion,
    Method.CHECKLIST: by_checklist,
    Method.LEVEL: by_level,
}


def _summed(definition: Definition, answers: Answers) -> Result:
    """Sums for the sheet and for each group, competency and stage; what every method starts from."""

    def part(code: str, title: str, indicators: Iterable[Indicator]) -> Part:
        return _part(definition, answers, code, title, tuple(indicators))

    whole = part(definition.code, definition.title, definition.indicators)
    return Result(
        instrument=definition.code,
        version=definition.version,
        total=whole.numerator,
        maximum=whole.denominator,
        filled=whole.answered,
        not_observed=whole.not_observed,
        count=whole.count,
        percent=whole.percent,
        band=whole.band,
        groups=tuple(part(group.code, group.title, group.indicators) for group in definition.groups),
        competencies=tuple(
            part(competency, competency.label, _of_competency(definition, competency))
            for competency in definition.competencies()
        ),
        stages=tuple(
            part(stage, stage.value.capitalize(), found)
            for stage in Stage
            if (found := [indicator for indicator in definition.indicators if indicator.stage is stage])
        ),
        steps=(),
    )


def _part(definition: Definition, answers: Answers, code: str, title: str, indicators: Sequence[Indicator]) -> Part:
    values = _values(indicators, answers)
    unseen = sum(answers.get(indicator.code) is NOT_OBSERVED for indicator in indicators)
    total, maximum = sum(values), definition.scale.maximum * len(values)
    percent = _percent(total, maximum)
    band = _band(definition, percent)
    return Part(str(code), title, total, maximum, len(values), unseen, len(indicators), percent, None, band)


def _values(indicators: Iterable[Indicator], answers: Answers) -> list[int]:
    given = (answers.get(indicator.code) for indicator in indicators)
    return [value for value in given if isinstance(value, int)]


def _of_competency(definition: Definition, code: str) -> list[Indicator]:
    return [indicator for indicator in definition.indicators if indicator.competency == code]


def _percent(total: int, maximum: int) -> Fraction | None:
    return FULL * total / maximum if maximum else None


def _band(definition: Definition, percent: Fraction | None) -> Band | None:
    return None if percent is None else find(definition.bands, percent)


def _with_competency_mean(definition: Definition, result: Result) -> Result:
    percents = [part.percent for part in result.competencies if part.percent is not None]
    mean = sum(percents, Fraction(0)) / len(percents) if percents else None
    return replace(result, percent=mean, band=_band(definition, mean))


def _converted(part: Part) -> Part:
    value = None if part.percent is None else Fraction(pkg_value(part.percent))
    return replace(part, value=value, band=None)


def _pkg_competency(definition: Definition, part: Part, groups: Sequence[Part]) -> Part:
    """In PKG the unit is the group: a competency is the sum of its groups' values over 4 × those groups."""
    own = {group.code for group in definition.groups if group.competency == part.code}
    values = [int(group.value) for group in groups if group.code in own and group.value is not None]
    total, maximum = sum(values), PKG_HIGHEST * len(values)
    percent = _percent(total, maximum)
    band = _band(definition, percent)
    return replace(part, numerator=total, denominator=maximum, percent=percent, band=band)


def _core_band(definition: Definition, *, complete: bool) -> Band:
    return next(band for band in definition.bands if band.core_complete is complete)


def _as_level(part: Part, indicators: Sequence[Indicator], answers: Answers) -> Part:
    values = [Fraction(value) for value in _values(indicators, answers)]
    middle = Fraction(median(values)) if values else None
    return replace(part, numerator=0, denominator=0, percent=None, band=None, value=middle)


def _sum_steps(definition: Definition, result: Result) -> list[Step]:
    if not result.filled:
        return []
    if definition.overall is not Overall.COMPETENCY_MEAN:
        percent = _percent(result.total, result.maximum)
        return [Step(StepKind.SUM, "", "", result.total, result.maximum, percent)]
    parts = [part for part in result.competencies if part.answered]
    mean = Step(StepKind.MEAN, numerator=len(parts), percent=result.percent)
    return [*(_ratio(StepKind.COMPETENCY, part) for part in parts), mean]


def _ratio(kind: StepKind, part: Part) -> Step:
    return Step(kind, part.code, part.title, part.numerator, part.denominator, part.percent, band=part.band)


def _with_steps(result: Result, middle: Sequence[Step]) -> Result:
    """Every result opens with what was filled in and closes with its band."""
    counts = [Step(StepKind.FILLED, numerator=result.filled, denominator=result.count)]
    for kind, number in ((StepKind.NOT_OBSERVED, result.not_observed), (StepKind.UNANSWERED, result.unanswered)):
        counts += [Step(kind, numerator=number)] if number else []
    closing = [Step(StepKind.BAND, band=result.band)] if result.band else []
    return replace(result, steps=(*counts, *middle, *closing))
