"""The state table: every state has an owner word, every pair of states an answer."""

from itertools import product

import pytest

from competency.sheets.states import LABELS, MOVES, Actor, State, move

ALLOWED = {
    ("draf", "dibagikan"),
    ("dibagikan", "ditanggapi"),
    ("dibagikan", "selesai"),
    ("dibagikan", "perbaikan"),
    ("ditanggapi", "dibagikan"),
    ("ditanggapi", "selesai"),
    ("ditanggapi", "perbaikan"),
    ("selesai", "perbaikan"),
    ("perbaikan", "dibagikan"),
    ("perbaikan", "ditanggapi"),
    ("perbaikan", "selesai"),
}


def test_every_state_has_a_label() -> None:
    assert set(LABELS) == set(State)


@pytest.mark.parametrize(("current", "wanted"), list(product(State, State)))
def test_every_pair_has_an_answer(current, wanted) -> None:
    assert (move(current, wanted) is not None) == ((current.value, wanted.value) in ALLOWED)


def test_every_state_can_be_left() -> None:
    assert {start for start, _end in MOVES} == set(State)


def test_every_way_into_correction_needs_a_reason() -> None:
    into = [rule for (_start, end), rule in MOVES.items() if end is State.CORRECTING]
    assert len(into) == 3 and all(rule.needs_reason for rule in into)


def test_only_time_closes_what_nobody_answered() -> None:
    assert MOVES[State.SHARED, State.CLOSED].by == {Actor.CLOCK}


def test_only_the_teacher_takes_a_reply_back() -> None:
    assert MOVES[State.ANSWERED, State.SHARED].by == {Actor.TEACHER}


def test_nothing_goes_back_to_draft() -> None:
    assert not [pair for pair in MOVES if pair[1] is State.DRAFT]
