"""How a planned visit stands: what its day and its sheet make of it. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class VisitState(StrEnum):
    """Values stand in addresses, as the filter of the list."""

    OVERDUE = "terlewat"
    PLANNED = "direncanakan"
    BEGUN = "diisi"
    DONE = "terlaksana"
    CALLED_OFF = "dibatalkan"


LABELS = {
    VisitState.OVERDUE: "Terlewat",
    VisitState.PLANNED: "Direncanakan",
    VisitState.BEGUN: "Sedang diisi",
    VisitState.DONE: "Terlaksana",
    VisitState.CALLED_OFF: "Dibatalkan",
}
TONES = {
    VisitState.OVERDUE: "red",
    VisitState.PLANNED: "blue",
    VisitState.BEGUN: "amber",
    VisitState.DONE: "green",
    VisitState.CALLED_OFF: "grey",
}


@dataclass(frozen=True)
class Standing:
    """What is known of a visit; `is_shared`: its sheet was shared, so the visit is done."""

    day: date
    is_called_off: bool
    is_begun: bool
    is_shared: bool


def state_on(today: date, visit: Standing) -> VisitState:
    """What a sheet says comes before what the day says: a visit begun is never overdue."""
    if visit.is_called_off:
        return VisitState.CALLED_OFF
    if visit.is_shared:
        return VisitState.DONE
    if visit.is_begun:
        return VisitState.BEGUN
    return VisitState.OVERDUE if visit.day < today else VisitState.PLANNED
