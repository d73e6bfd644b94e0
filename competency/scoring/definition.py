"""An instrument as frozen data, read from one document. What is wrong with a document is said by `faults`.

The document is what stands in the instrument's file and, unchanged, in the Instrument row.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from competency.scoring.bands import Band, band_from
from competency.scoring.faults import faults
from competency.scoring.pieces import (
    NOT_OBSERVED,
    Answer,
    Attribute,
    FiveM,
    Indicator,
    IndicatorGroup,
    Kind,
    Method,
    NotObserved,
    Overall,
    Phase,
    Scale,
    ScaleStep,
    Stage,
)
from competency.scoring.screens import Screen, cut
from madrasah.competencies import Competency

__all__ = [
    "NOT_OBSERVED",
    "Answer",
    "Attribute",
    "Band",
    "Definition",
    "Indicator",
    "IndicatorGroup",
    "InvalidDefinition",
    "Kind",
    "Method",
    "NotObserved",
    "Overall",
    "Phase",
    "Scale",
    "ScaleStep",
    "Screen",
    "Stage",
    "faults",
    "needs_note",
    "parse",
]

NOT_A_REGULATION = "bukan_regulasi"
YES_NO = 2
THREE_STEPS = 3

Row = Mapping[str, Any]


class InvalidDefinition(ValueError):
    """The document cannot become an instrument; `faults` are Indonesian sentences with place and cure."""

    def __init__(self, found: list[str]) -> None:
        super().__init__("\n".join(found))
        self.faults = tuple(found)


@dataclass(frozen=True)
class Definition:
    """One immutable version of an instrument."""

    code: str
    version: str
    title: str
    kind: Kind
    method: Method
    source: str
    legal_status: str
    mapping_is_official: bool
    scale: Scale
    bands: tuple[Band, ...]
    groups: tuple[IndicatorGroup, ...]
    overall: Overall = Overall.SUM
    jenjang: tuple[str, ...] = ()
    assessors: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    phases: tuple[Phase, ...] = ()
    companions: tuple[str, ...] = ()
    min_levels: tuple[ScaleStep, ...] = ()

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """Every indicator in the order of the file."""
        return tuple(indicator for group in self.groups for indicator in group.indicators)

    @cached_property
    def codes(self) -> frozenset[str]:
        """The codes of all indicators."""
        return frozenset(self._by_code)

    @cached_property
    def _by_code(self) -> dict[str, Indicator]:
        return {indicator.code: indicator for indicator in self.indicators}

    def indicator(self, code: str) -> Indicator:
        """The indicator of that code; KeyError if the instrument has none."""
        return self._by_code[code]

    def band(self, code: str) -> Band:
        """The band of that code; KeyError if the instrument has none."""
        return {band.code: band for band in self.bands}[code]

    @property
    def is_profile(self) -> bool:
        """Whether the result is a profile of levels, without percent and band."""
        return self.method is Method.LEVEL

    @property
    def is_yearly(self) -> bool:
        """Whether it rates a teacher's work once a year: formatif or sumatif (Pedoman PK Guru 2010)."""
        return self.kind is Kind.PERFORMANCE

    def competencies(self) -> tuple[Competency, ...]:
        """The competencies this instrument asks about, in the order of the law."""
        present = {indicator.competency for indicator in self.indicators}
        return tuple(competency for competency in Competency if competency in present)

    def meaning(self, code: str, value: int) -> str:
        """What a value means for that indicator: its own level descriptor, else the scale's label."""
        own = {step.value: step.label for step in self.indicator(code).levels}
        return own.get(value) or self.scale.label(value)

    def screens(self) -> tuple[Screen, ...]:
        """The pages of the form: one stage a screen where indicators carry it, else one group."""
        return cut(self.groups)


def needs_note(definition: Definition, value: Answer) -> bool:
    """Whether an answer must have a coded fact note before sharing (decisions.md 6).

    Lowest or highest of a scale of four steps or more; lowest of three; never on a yes/no scale.
    """
    steps = len(definition.scale.steps)
    if isinstance(value, NotObserved) or steps <= YES_NO:
        return False
    if value == definition.scale.minimum:
        return True
    return steps > THREE_STEPS and value == definition.scale.maximum


def parse(document: object) -> Definition:
    """The instrument in a loaded document (YAML or JSON); InvalidDefinition with every fault found."""
    if found := faults(document):
        raise InvalidDefinition(found)
    assert isinstance(document, Mapping)  # noqa: S101 - faults() refused everything else
    return Definition(
        code=document["code"],
        version=document["version"],
        title=document["title"],
        kind=Kind(document["kind"]),
        source=document["source"],
        legal_status=document["legal_status"],
        method=Method(document["method"]),
        mapping_is_official=document["mapping_is_official"],
        scale=_scale(document["scale"]),
        bands=tuple(band_from(row) for row in document.get("bands", ())),
        groups=tuple(_group(row) for row in document["groups"]),
        overall=Overall(document.get("overall", Overall.SUM)),
        jenjang=tuple(document.get("jenjang", ())),
        assessors=tuple(document.get("assessors", ())),
        rules=tuple(document.get("rules", ())),
        companions=tuple(document.get("companions", ())),
        attributes=tuple(Attribute(**_with_tuple(row, "values")) for row in document.get("attributes", ())),
        phases=tuple(Phase(**_with_tuple(row, "contents")) for row in document.get("phases", ())),
        min_levels=tuple(ScaleStep(**row) for row in document.get("min_levels", ())),
    )


def _scale(row: Row) -> Scale:
    rest = {key: value for key, value in row.items() if key != "values"}
    return Scale(steps=tuple(ScaleStep(**step) for step in row["values"]), **rest)


def _group(row: Row) -> IndicatorGroup:
    competency = Competency(row["competency"])
    return IndicatorGroup(
        code=row["code"],
        title=row["title"],
        competency=competency,
        indicators=tuple(_indicator(item, competency) for item in row["indicators"]),
        number=row.get("number"),
        ways=tuple(row.get("ways", ())),
        **{key: row.get(key, "") for key in ("part", "parent", "unit", "note")},
    )


def _indicator(row: Row, competency: Competency) -> Indicator:
    return Indicator(
        code=row["code"],
        text=row["text"],
        competency=Competency(row.get("competency", competency)),
        stage=Stage(row["stage"]) if "stage" in row else None,
        five_m=FiveM(row["five_m"]) if "five_m" in row else None,
        core=row.get("core", False),
        levels=tuple(ScaleStep(**step) for step in row.get("levels", ())),
        **{key: row.get(key, "") for key in ("note", "evidence")},
    )


def _with_tuple(row: Row, key: str) -> dict[str, Any]:
    return {**row, key: tuple(row[key])}
