"""What a teacher does well, and the one thing to do next."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from competency.scoring.definition import Definition
from competency.scoring.pieces import NotObserved
from competency.sharing.models import SharedVersion
from competency.sheets.models import FollowUp
from madrasah.competencies import Competency
from madrasah.models import Person, User

PRAISED_FROM = Fraction(1, 2)


@dataclass(frozen=True)
class IndicatorFigure:
    """Σ value of Σ maximum for one indicator over `sheets` sheets where it was observed."""

    code: str
    text: str
    competency: Competency
    numerator: int
    denominator: int
    sheets: int

    @property
    def share(self) -> Fraction:
        """From 0 to 1."""
        return Fraction(self.numerator, self.denominator)


@dataclass(frozen=True)
class NextStep:
    """What is good, and the one thing to do next: an open RTL before the weakest observed indicator."""

    strongest: IndicatorFigure | None
    weakest: IndicatorFigure | None
    followup: FollowUp | None


def next_step(
    teacher: Person, definition: Definition | None, versions: Iterable[SharedVersion], viewer: User
) -> NextStep | None:
    """From what was shared of the teacher, as far as the viewer may read it. One query."""
    figures = _indicator_figures(definition, versions) if definition else []
    strongest = max(figures, key=lambda figure: figure.share, default=None)
    weakest = min(figures, key=lambda figure: figure.share, default=None)
    followup = (
        FollowUp.objects.visible_to(viewer)
        .pending()
        .filter(owner=teacher, assessment__shared_at__isnull=False, assessment__removed_at=None)
        .first()
    )
    step = NextStep(
        strongest=strongest if strongest and strongest.share >= PRAISED_FROM else None,
        weakest=weakest if weakest and weakest.share < 1 else None,
        followup=followup,
    )
    return step if step.strongest or step.weakest or step.followup else None


def _indicator_figures(definition: Definition, versions: Iterable[SharedVersion]) -> list[IndicatorFigure]:
    """Observed indicators in the order of the instrument."""
    given = [version.given_answers() for version in versions]
    figures = []
    for item in definition.indicators:
        answers = [sheet.get(item.code) for sheet in given]
        values = [value for value in answers if value is not None and not isinstance(value, NotObserved)]
        if values:
            most = definition.scale.maximum * len(values)
            figures.append(IndicatorFigure(item.code, item.text, item.competency, sum(values), most, len(values)))
    return figures
