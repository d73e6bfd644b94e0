"""Who held which office of a KKG, from when to when, and who recorded it: in words."""

from collections.abc import Mapping
from datetime import date

from core.formats import date_plain
from kkg.groups.models import Officer, WorkingGroup
from kkg.groups.presenters import Line
from madrasah.models import User
from madrasah.periods import holds


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
    since = date_plain(term.since)
    span = f"{since} sampai {date_plain(term.until)}" if term.until else f"sejak {since}"
    who = appointed.get(term.pk)
    detail = f"{span} · ditetapkan {who}" if who else span
    return Line(str(term.person), detail, "Sekarang" if holds(term, today) else "", "green")


def _appointed_by(terms: list[Officer]) -> dict[int, str]:
    """Whose log-in recorded each term, from the history of the rows."""
    events = Officer.pgh_event_model.objects.filter(  # type: ignore[attr-defined]
        pgh_label="insert", pgh_obj__in=[term.pk for term in terms]
    ).select_related("pgh_context")
    users = {
        event.pgh_obj_id: (event.pgh_context.metadata if event.pgh_context else {}).get("user") for event in events
    }
    rows = User.objects.filter(pk__in={pk for pk in users.values() if pk}).select_related("person")
    names = {user.pk: str(user.person or user.username) for user in rows}
    return {term: names[user] for term, user in users.items() if user in names}
