"""The pieces an instrument is made of: scale, indicator, group, attribute, and the words allowed in its file.

Frozen data and nothing else. The whole instrument is `definition.Definition`.
"""

from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Final

from madrasah.competencies import Competency


class Kind(StrEnum):
    """What a sheet looks at: lessons, documents, or a teacher's work as a whole."""

    LESSON_AND_PORTFOLIO = "observasi_pembelajaran_dan_portofolio"
    LESSON = "observasi_kelas"
    THREE_STAGES = "supervisi_tiga_tahap"
    DOCUMENT = "telaah_dokumen"
    CHECKLIST = "daftar_periksa"
    PERFORMANCE = "penilaian_kinerja"
    LEVELS = "pemetaan_kompetensi_level"


class Method(StrEnum):
    """The named ways to score (`methods.METHODS` has one function for each)."""

    PERCENT = "percent"
    BY_STAGE = "by_stage"
    PKG_CONVERSION = "pkg_conversion"
    CHECKLIST = "checklist"
    LEVEL = "level"


class Overall(StrEnum):
    """How the percent of a whole sheet is found: from the sum, or as the equal mean of its competencies."""

    SUM = "sum"
    COMPETENCY_MEAN = "competency_mean"


class Stage(StrEnum):
    """The stages of a lesson that an indicator may belong to."""

    PENDAHULUAN = "pendahuluan"
    INTI = "inti"
    PENUTUP = "penutup"


class FiveM(StrEnum):
    """The five steps of the scientific approach in Kurikulum 2013."""

    MENGAMATI = "mengamati"
    MENANYA = "menanya"
    MENCOBA = "mencoba"
    MENALAR = "menalar"
    MENGOMUNIKASIKAN = "mengomunikasikan"


class NotObserved(Enum):
    """The answer 'tidak teramati': it is not a number and leaves numerator and denominator."""

    NOT_OBSERVED = "not_observed"


NOT_OBSERVED: Final = NotObserved.NOT_OBSERVED
Answer = int | NotObserved


@dataclass(frozen=True)
class ScaleStep:
    """One value of a scale with its words."""

    value: int
    label: str
    note: str = ""


@dataclass(frozen=True)
class Scale:
    """The steps from lowest to highest, without gaps."""

    steps: tuple[ScaleStep, ...]
    allow_not_observed: bool = False
    per_item_note: bool = False
    origin: str = ""
    note: str = ""

    @property
    def minimum(self) -> int:
        """The lowest value."""
        return self.steps[0].value

    @property
    def maximum(self) -> int:
        """The highest value: what one answered indicator adds to the denominator."""
        return self.steps[-1].value

    @property
    def values(self) -> tuple[int, ...]:
        """Every value, lowest first."""
        return tuple(step.value for step in self.steps)

    def label(self, value: int) -> str:
        """The words of a value on the scale."""
        return self.steps[value - self.minimum].label


@dataclass(frozen=True)
class Indicator:
    """One item of the sheet (butir)."""

    code: str
    text: str
    competency: Competency
    stage: Stage | None = None
    five_m: FiveM | None = None
    core: bool = False
    note: str = ""
    evidence: str = ""
    levels: tuple[ScaleStep, ...] = ()


@dataclass(frozen=True)
class IndicatorGroup:
    """An aspect: indicators under one title; in PKG one of the 14 official 'kompetensi'."""

    code: str
    title: str
    competency: Competency
    indicators: tuple[Indicator, ...]
    part: str = ""
    parent: str = ""
    number: int | None = None
    unit: str = ""
    ways: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Attribute:
    """A fact noted on the sheet beside the answers; it never moves a percent."""

    code: str
    label: str
    values: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True)
class Phase:
    """A phase of the supervision around the sheet (pra-observasi, observasi, pasca-observasi)."""

    code: str
    title: str
    contents: tuple[str, ...]
