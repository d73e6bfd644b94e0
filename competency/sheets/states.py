"""The life of a sheet: who owns each state, where it may go, by whom (decisions.md 18). One table; pure."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Values are Indonesian because exports show them."""

    DRAFT = "draf"
    SHARED = "dibagikan"
    ANSWERED = "ditanggapi"
    CLOSED = "selesai"
    CORRECTING = "perbaikan"


LABELS = {
    State.DRAFT: "Draf",
    State.SHARED: "Dibagikan",
    State.ANSWERED: "Ditanggapi",
    State.CLOSED: "Selesai",
    State.CORRECTING: "Sedang diperbaiki",
}


OPEN_STATES = (State.DRAFT, State.CORRECTING)


class Actor(StrEnum):
    """Who may move a sheet."""

    KEEPER = "pemegang lembar"
    TEACHER = "guru"
    KEPALA = "kepala"
    PENGAWAS = "pengawas"
    CLOCK = "waktu"


@dataclass(frozen=True)
class Move:
    """One allowed step: by whom, and whether a reason must be given."""

    by: frozenset[Actor]
    needs_reason: bool = False


_KEEPER = frozenset({Actor.KEEPER})
_SUPERIORS = frozenset({Actor.KEEPER, Actor.KEPALA, Actor.PENGAWAS})

MOVES: dict[tuple[State, State], Move] = {
    (State.DRAFT, State.SHARED): Move(_KEEPER),
    (State.SHARED, State.ANSWERED): Move(frozenset({Actor.TEACHER})),
    (State.SHARED, State.CLOSED): Move(frozenset({Actor.CLOCK})),
    (State.ANSWERED, State.SHARED): Move(frozenset({Actor.TEACHER})),  # a reply taken back before it was read
    (State.ANSWERED, State.CLOSED): Move(_SUPERIORS),
    (State.SHARED, State.CORRECTING): Move(_KEEPER, needs_reason=True),
    (State.ANSWERED, State.CORRECTING): Move(_KEEPER, needs_reason=True),
    (State.CLOSED, State.CORRECTING): Move(_SUPERIORS, needs_reason=True),
    (State.CORRECTING, State.SHARED): Move(_SUPERIORS),
    # Given up: back to where the last shared version stood.
    (State.CORRECTING, State.ANSWERED): Move(_SUPERIORS),
    (State.CORRECTING, State.CLOSED): Move(_SUPERIORS),
}


def move(current: State, wanted: State) -> Move | None:
    """The rule for this step, or None where there is no such step."""
    return MOVES.get((current, wanted))
