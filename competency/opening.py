"""What goes on of supervision as a new school year begins: sheets keep their semester, planned visits their day."""

from competency.sheets.models import Assessment
from competency.sheets.states import State
from competency.visits.models import Visit
from core.steps import Plan
from madrasah.school_years.rules import Opening, OpeningRule
from madrasah.scope import in_regions


def follow_sheets(opening: Opening) -> Plan:
    """Counted only: who opens a year reads no sheet."""
    here = in_regions(opening.regions, "madrasah__region_id")
    drafts = Assessment.objects.kept().filter(here, state__in=[State.DRAFT, State.CORRECTING]).count()
    visits = Visit.objects.filter(here, day__gte=opening.first_day, called_off_at=None).count()
    words = [f"{drafts} lembar belum selesai tetap milik semester saat diamati."] if drafts else []
    words += [f"{visits} kunjungan sudah direncanakan di tahun pelajaran baru."] if visits else []
    return Plan(words=tuple(words))


OPENING_RULES: tuple[OpeningRule, ...] = (follow_sheets,)
