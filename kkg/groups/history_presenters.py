"""Who held which office of a KKG, from when to when, and who recorded it: in words."""

from collections.abc import Mapping
from datetime import date

from core.fields import rows_behind
from core.formats import date_span
from kkg.groups.models import Officer, WorkingGroup
from kkg.groups.presenters import Line
from madrasah.periods import holds
from madrasah.users.reads import doers_of


def officer_history(group: WorkingGroup, today: date) -> list[tuple[str, list[Line]]]:
    """By office in their order, the latest holder first; who was deleted is not named. Three queries."""
    terms = list(group.officers.filter(person__removed_at=None).select_related("person").order_by("-since", "-pk"))
    appointed = _appointed_by(terms)
    found: dict[str, list[Line]] = {}
    for office in Officer.Office:
        for term in terms:
            if term.office == office:
                found.setdefault(office.label, []).append(_line(term, appointed, today))
    return list(found.items())


def _line(term: Officer, appointed: Mapping[int, str], today: date) -> Line:
    span = date_span(term.since, term.until)
    who = appointed.get(term.pk)
    detail = f"{span} · ditetapkan {who}" if who else span
    return Line(str(term.person), detail, "Sekarang" if holds(term, today) else "", "green")


def _appointed_by(terms: list[Officer]) -> dict[int, str]:
    """Whose log-in recorded each term, from the history of the rows."""
    events = list(
        rows_behind(Officer, "events").filter(pgh_label="insert", pgh_obj__in=terms).select_related("pgh_context")
    )
    doers = doers_of(events)
    return {event.pgh_obj_id: str(doers[event.pk]) for event in events if event.pk in doers}
