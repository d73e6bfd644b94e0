"""What a school year adds up to."""

from kkg.groups.models import WorkingGroup
from kkg.programme.models import PlannedSession
from kkg.programme.tally import Counted


def year_meetings(group: WorkingGroup, school_year: int) -> list[Counted]:
    """All that counts for the group in a school year: sessions not called off, and what is only planned.

    The count of the guidance is for the year, so it spans the programmes of both semesters. Two queries.
    """
    kept = group.sessions.kept().filter(cancelled_at=None, school_year=school_year)
    found = kept.values_list("kind", "closed_at", "planned__pack")
    held = [Counted(kind=kind, is_held=shut is not None, pack=pack or "") for kind, shut, pack in found]
    rows = PlannedSession.objects.waiting().filter(programme__group=group, programme__semester__school_year=school_year)
    plans = rows.order_by("programme__semester__starts_on", "position").values_list("kind", "pack")
    return [*held, *(Counted(kind=kind, is_held=False, pack=pack) for kind, pack in plans)]
