"""Many weeks of the RPP ledger at once: whose RPP was due where, and what became of it. Reading only."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from django.db.models import Exists, QuerySet

from competency.rpp.models import Rpp
from competency.rpp.weeks import Due, heads_today, kept_where_taught, placements_of_weeks
from madrasah.models import Person
from madrasah.periods import week_end


def due_in(places: Collection[int], weeks: Sequence[date]) -> list[Due]:
    """Of everyone who taught at one of the madrasah in one of the weeks (`lesson_weeks`), as the page of the week
    shows it. Two queries, whatever there is.
    """
    if not weeks:
        return []
    posts = placements_of_weeks(places, weeks[0], weeks[-1]).annotate(is_head=Exists(heads_today())).order_by()
    terms = list(posts.values_list("person", "madrasah", "since", "until", "is_head"))
    rows = Rpp.objects.filter(kept_where_taught(), teacher__in={term[0] for term in terms}, week__in=weeks)
    marks = {(row[0], row[1]): row[2] for row in rows.filter(subject=None).values_list("teacher", "week", "status")}
    found = {
        (person, madrasah, week): Due(person, madrasah, week, marks.get((person, week), ""), is_head)
        for person, madrasah, since, until, is_head in terms
        for week in weeks
        if since <= week_end(week) and (until is None or until >= week)
    }
    return list(found.values())


def teachers_of(dues: Iterable[Due]) -> QuerySet[Person]:
    """Whose they are, in reading order; also who has left since, for the weeks that were taught there."""
    return Person.objects.filter(pk__in={due.teacher for due in dues}).by_name()
