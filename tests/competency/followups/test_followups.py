"""Tindak lanjut: proposed or waived with the sheet, shown to its owner, closed with a proof."""

import pytest
from django.core.exceptions import PermissionDenied

from competency.followups.actions import close_followup
from competency.models import FollowUp
from competency.sheets.actions import remove_draft, save_review, set_followup
from tests.cast import client_of
from tests.competency.sheet_makers import current, draft, fill, review, shared

pytestmark = pytest.mark.django_db
LIST = "/supervisi/tindak-lanjut/"


def at(followup: FollowUp) -> str:
    return f"{LIST}{followup.pk}/"


@pytest.fixture
def followup(cast) -> FollowUp:
    return shared(cast.aminah, cast.daeng).followups.get()


def test_owner_closes_with_a_proof(cast, followup) -> None:
    client = client_of(cast.aminah)
    assert "Membuat alat peraga" in client.get(LIST).content.decode()
    for _ in range(2):
        assert client.post(at(followup), {"proof": "Kunjungan 3 November: dipakai."}).status_code in (302, 403)
    followup.refresh_from_db()
    assert (followup.status, followup.proof) == ("selesai", "Kunjungan 3 November: dipakai.")
    assert "Membuat alat peraga" not in client.get(LIST).content.decode()
    assert "Membuat alat peraga" in client.get(LIST, {"show": "semua"}).content.decode()


def test_proof_is_needed(cast, followup) -> None:
    page = client_of(cast.aminah).post(at(followup), {"proof": ""})
    assert "Bukti belum diisi" in page.content.decode()
    followup.refresh_from_db()
    assert followup.status == "usulan"


def test_closing_again_with_another_proof_is_refused(cast, followup) -> None:
    close_followup(followup=followup, by=cast.aminah, proof="Satu")
    assert close_followup(followup=followup, by=cast.aminah, proof="Satu").proof == "Satu"
    with pytest.raises(PermissionDenied):
        close_followup(followup=followup, by=cast.aminah, proof="Dua")


def test_outsiders_get_404(cast, followup) -> None:
    for user in (cast.citra, cast.eka, cast.faisal, cast.hasan, cast.gita):
        assert client_of(user).get(at(followup)).status_code == 404
        assert client_of(user).post(at(followup), {"proof": "x"}).status_code == 404


def test_a_draft_shows_its_teacher_no_tindak_lanjut(cast) -> None:
    sheet = draft(cast.aminah, cast.daeng)
    proposed = set_followup(assessment=sheet, by=cast.daeng, text="Membuat media")
    assert client_of(cast.aminah).get(at(proposed)).status_code == 404
    assert client_of(cast.daeng).post(at(proposed), {"proof": "x"}).status_code == 403
    remove_draft(assessment=sheet, by=cast.daeng)
    assert client_of(cast.daeng).get(at(proposed)).status_code == 404


def test_changing_the_proposal_keeps_one_row(cast) -> None:
    sheet = fill(draft(cast.aminah, cast.daeng))
    save_review(assessment=sheet, review=review(sheet), by=cast.daeng)
    waived = review(current(sheet), needs_followup=False, waived_because="Sudah baik")
    save_review(assessment=sheet, review=waived, by=cast.daeng)
    assert list(sheet.followups.values_list("status", "text", "reason")) == [("tidak_perlu", "", "Sudah baik")]


def test_only_get_and_post(cast, followup) -> None:
    assert client_of(cast.aminah).post(LIST).status_code == 405
    assert client_of(cast.aminah).delete(at(followup)).status_code == 405


def test_list_asks_no_more_with_more_rows(cast, django_assert_max_num_queries) -> None:
    client, counts = client_of(cast.daeng), []
    for _ in range(2):
        shared(cast.aminah, cast.daeng)
        with django_assert_max_num_queries(10) as asked:
            client.get(LIST)
        counts.append(len(asked))
    assert counts[0] == counts[1]
