"""How the four competencies of a teacher went, semester by semester, each measure by itself (decisions.md 1-3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings

from competency.instruments.models import Instrument
from competency.scoring.definition import Definition
from competency.scoring.trend import Past
from competency.sheets.models import Assessment
from competency.summary.line_reports import pasts_of
from madrasah.competencies import Competency
from madrasah.models import Person, Semester, User

MOST_SEMESTERS = 6


@dataclass(frozen=True)
class Growth:
    """By competency what each semester said, the oldest first; `versions`: the instruments they were measured with."""

    lines: Mapping[Competency, Sequence[Past]]
    versions: Mapping[int, Definition]

    @property
    def unseen(self) -> list[Competency]:
        """Those that no sheet scored."""
        return [competency for competency, pasts in self.lines.items() if not pasts]


def growth_of(teacher: Person, viewer: User, *, until: Semester | None = None) -> Growth:
    """From shared sheets that the viewer may read, up to a semester; the last MOST_SEMESTERS. Two queries."""
    rows = Instrument.objects.filter(code=settings.SUMMARY_INSTRUMENT)
    versions = {row.pk: row.definition for row in rows}
    sheets = Assessment.objects.visible_to(viewer).shared().filter(teacher=teacher, instrument__in=versions)
    if until:
        sheets = sheets.filter(semester__starts_on__lte=until.starts_on)
    found = pasts_of(sheets, versions)
    seen = {competency: [past for past in pasts if past.line.sheets] for competency, pasts in found.items()}
    return Growth({competency: _latest(pasts) for competency, pasts in seen.items()}, versions)


def _latest(pasts: Sequence[Past]) -> list[Past]:
    """The newest first in `pasts`; of these the last semesters, the oldest first."""
    newest = list(dict.fromkeys(past.semester for past in pasts))[:MOST_SEMESTERS]
    return [past for past in reversed(pasts) if past.semester in newest]
