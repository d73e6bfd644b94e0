"""Sentences: who may do what to a sheet in which state, over the whole cast."""

import pytest

from competency.followups.actions import close_followup
from competency.followups.permissions import why_not_close_followup, why_not_reopen_followup
from competency.scoring.definition import parse
from competency.scoring.pieces import NOT_OBSERVED
from competency.sharing.actions import close_assessment, start_correction
from competency.sharing.permissions import why_not_close, why_not_reply, why_not_share
from competency.sheets.permissions import (
    gaps_of,
    why_not_correct,
    why_not_fill,
    why_not_move,
    why_not_remove,
    why_not_start,
)
from competency.sheets.states import State
from tests.competency.sheet_makers import answered, current, document_of, draft, shared

pytestmark = pytest.mark.django_db


def allowed(cast, why_not, *args) -> set[str]:
    return {name for name, user in cast.everyone.items() if why_not(user, *args) is None}


def test_only_kepala_and_pengawas_start(cast) -> None:
    assert allowed(cast, why_not_start) == {"baso", "citra", "daeng", "hasan", "indah"}


def test_a_draft_is_its_keepers_alone(cast) -> None:
    sheet = draft(cast.aminah, cast.daeng)
    for why_not in (why_not_fill, why_not_share, why_not_remove):
        assert allowed(cast, why_not, sheet) == {"daeng"}
    assert allowed(cast, why_not_reply, sheet) == set()
    assert allowed(cast, why_not_close, sheet) == set()


def test_what_is_shared_waits_for_the_teacher(cast) -> None:
    sheet = shared(cast.aminah, cast.daeng)
    assert allowed(cast, why_not_reply, sheet) == {"aminah"}
    assert allowed(cast, why_not_close, sheet) == set()
    assert allowed(cast, why_not_fill, sheet) == set()
    assert allowed(cast, why_not_correct, sheet) == {"daeng"}
    assert "tanggapan" in why_not_close(cast.daeng, sheet)


def test_what_is_answered_is_closed_by_those_who_look_after_it(cast) -> None:
    sheet = answered(cast.aminah, cast.daeng)
    assert allowed(cast, why_not_close, sheet) == {"baso", "daeng"}
    assert allowed(cast, why_not_reply, sheet) == set()


def test_what_is_closed_may_be_corrected_by_superiors(cast) -> None:
    sheet = answered(cast.aminah, cast.daeng)
    close_assessment(assessment=sheet, by=cast.daeng)
    assert allowed(cast, why_not_correct, current(sheet)) == {"baso", "daeng"}
    assert allowed(cast, why_not_remove, current(sheet)) == set()


def test_under_correction_only_the_keeper_writes(cast) -> None:
    sheet = shared(cast.aminah, cast.daeng)
    start_correction(assessment=sheet, by=cast.daeng, reason="Salah butir")
    assert allowed(cast, why_not_fill, current(sheet)) == {"daeng"}
    assert allowed(cast, why_not_share, current(sheet)) == {"daeng"}
    assert "sedang diperbaiki" in why_not_reply(cast.aminah, current(sheet))


def test_the_clock_moves_only_what_is_shared(cast) -> None:
    sheet = draft(cast.aminah, cast.daeng)
    assert why_not_move(None, sheet, State.CLOSED)
    sheet = shared(cast.aminah, cast.daeng)
    assert why_not_move(None, sheet, State.CLOSED) is None


def test_tindak_lanjut_is_closed_by_teacher_and_those_who_look_after_it(cast) -> None:
    followup = shared(cast.aminah, cast.daeng).followups.get()
    assert allowed(cast, why_not_close_followup, followup) == {"aminah", "baso", "daeng"}
    close_followup(followup=followup, by=cast.aminah, proof="Alat peraga dipakai di kelas.")
    followup.refresh_from_db()
    assert allowed(cast, why_not_close_followup, followup) == set()
    assert allowed(cast, why_not_reopen_followup, followup) == {"aminah", "baso", "daeng"}


def test_gaps_name_each_empty_indicator_and_each_extreme_without_note() -> None:
    definition = parse(document_of("supervisi-pembelajaran"))
    codes = [indicator.code for indicator in definition.indicators]
    answers = dict.fromkeys(codes, 3) | {codes[0]: 4, codes[1]: 1, codes[2]: NOT_OBSERVED}
    del answers[codes[-1]]
    gaps = gaps_of(definition, answers, {codes[1]})
    assert [(gap.number, gap.stage) for gap in gaps] == [(1, 1), (len(codes), len(definition.screens()))]
    assert "perlu satu catatan" in gaps[0].sentence
    assert "belum diisi" in gaps[1].sentence and "Tidak teramati" in gaps[1].sentence
