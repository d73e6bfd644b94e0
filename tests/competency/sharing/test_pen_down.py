"""Office ended, pen down; and nobody reviews oneself, whatever the office (decisions.md 28, docs/aturan.md)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from competency.followups.actions import close_followup
from competency.models import Assessment
from competency.sharing.actions import (
    close_assessment,
    give_up_correction,
    share_assessment,
    start_correction,
    take_over,
)
from competency.sharing.reply_actions import reply_to_assessment
from competency.sheets.actions import remove_draft, restore_draft, save_review, save_stage
from core.refusals import Refused
from madrasah.models import Assignment
from madrasah.roles import Role
from tests.cast import Cast, client_of
from tests.competency.sheet_makers import answered, current, draft, fill, review, shared

pytestmark = pytest.mark.django_db
LIST = "/supervisi/lembar/"
ENDED = "Tugas Anda di MI Contoh Satu sudah berakhir"


def leaves(user) -> None:
    user.person.assignments.update(until=timezone.localdate() - timedelta(days=1))


def becomes_plt(user, madrasah) -> None:
    Assignment.objects.create(
        person=user.person, role=Role.KEPALA, madrasah=madrasah, is_acting=True, since=timezone.localdate()
    )


def at(sheet: Assessment, tail: str = "") -> str:
    return f"{LIST}{sheet.pk}/{tail}"


def test_whoever_left_writes_nothing_on_an_own_draft(cast: Cast) -> None:
    sheet = fill(draft(cast.aminah, cast.baso))
    leaves(cast.baso)
    write = {
        save_stage: {"answers": {}, "notes": {}, "seen": sheet.mark_of([])},
        save_review: {"review": review(sheet)},
        share_assessment: {"review": review(sheet)},
        remove_draft: {},
    }
    for action, arguments in write.items():
        with pytest.raises(Refused, match=ENDED):
            action(assessment=sheet, by=cast.baso, **arguments)
    assert not sheet.versions.exists()


def test_whoever_left_brings_no_deleted_draft_back(cast: Cast) -> None:
    sheet = draft(cast.aminah, cast.baso)
    remove_draft(assessment=sheet, by=cast.baso)
    leaves(cast.baso)
    with pytest.raises(Refused, match=ENDED):
        restore_draft(assessment=sheet, by=cast.baso)


def test_whoever_left_neither_corrects_nor_closes_nor_gives_up(cast: Cast) -> None:
    open_one, other = answered(cast.aminah, cast.baso), shared(cast.aminah, cast.baso)
    start_correction(assessment=other, by=cast.baso, reason="Salah tulis")
    leaves(cast.baso)
    for action, sheet, more in (
        (start_correction, open_one, {"reason": "Salah tulis"}),
        (close_assessment, open_one, {}),
        (give_up_correction, other, {}),
        (share_assessment, other, {}),
    ):
        with pytest.raises(Refused, match=ENDED):
            action(assessment=sheet, by=cast.baso, **more)
    with pytest.raises(Refused):
        close_followup(followup=open_one.followups.get(), by=cast.baso, proof="Kunjungan kelas IV")


def test_an_office_elsewhere_is_none_here(cast: Cast) -> None:
    sheet = fill(draft(cast.aminah, cast.baso))
    leaves(cast.baso)
    becomes_plt(cast.baso, cast.tiga)
    with pytest.raises(Refused, match=ENDED):
        share_assessment(assessment=sheet, by=cast.baso, review=review(sheet))


def test_a_plt_of_that_madrasah_writes_on(cast: Cast) -> None:
    sheet = fill(draft(cast.aminah, cast.baso))
    leaves(cast.baso)
    becomes_plt(cast.baso, cast.satu)
    assert share_assessment(assessment=sheet, by=cast.baso, review=review(sheet)).number == 1


def test_the_own_draft_stays_readable_with_the_reason(cast: Cast) -> None:
    sheet = draft(cast.aminah, cast.baso)
    fill(sheet, 1, **{next(iter(sheet.instrument.definition.codes)): "Lima kelompok mengukur meja."})
    leaves(cast.baso)
    becomes_plt(cast.baso, cast.tiga)
    client = client_of(cast.baso)
    page = client.get(at(sheet)).content.decode()
    for words in (ENDED, "Lima kelompok mengukur meja.", "Dilakukan sebagian"):
        assert words in page
    assert ENDED in client.get(at(sheet, "isi/1/")).content.decode()
    assert "Lanjutkan lembar" not in client.get("/").content.decode()


def test_who_holds_no_office_at_all_still_finds_the_own_draft(cast: Cast) -> None:
    sheet, client = draft(cast.aminah, cast.baso), client_of(cast.baso)
    leaves(cast.baso)
    home = client.get("/").content.decode()
    assert "hanya dapat dibaca" in home and f'href="{at(sheet)}"' in home
    page = client.get(LIST)
    assert page.status_code == 200 and f'href="{at(sheet)}"' in page.content.decode()
    assert "/supervisi/tindak-lanjut/" not in page.content.decode()
    assert client.get(at(sheet)).status_code == 200


def test_the_successor_is_offered_the_draft_with_its_authors_name_and_reads_it_only_then(cast: Cast) -> None:
    sheet, client = draft(cast.aminah, cast.baso), client_of(cast.daeng)
    assert client.get(at(sheet, "pindah/")).status_code == 404
    leaves(cast.baso)
    page = client.get(LIST).content.decode()
    assert at(sheet, "pindah/") in page and f"oleh {cast.baso.person}" in page
    assert "1 lembar menunggu diambil alih" in client.get("/").content.decode()
    assert client.get(at(sheet)).status_code == 404
    client.post(at(sheet, "pindah/"))
    assert client.get(at(sheet, "isi/1/")).status_code == 200
    assert (current(sheet).observer, current(sheet).state) == (cast.baso.person, "draf")
    assert client_of(cast.baso).get(at(sheet)).status_code == 200


def test_a_draft_of_one_in_office_is_offered_to_nobody(cast: Cast) -> None:
    draft(cast.aminah, cast.baso)
    assert not Assessment.objects.offered_to(cast.daeng).exists()


def test_who_becomes_kepala_is_still_only_the_teacher_of_the_own_sheet(cast: Cast) -> None:
    sheet = answered(cast.aminah, cast.daeng)
    becomes_plt(cast.aminah, cast.satu)
    for action, more in ((close_assessment, {}), (start_correction, {"reason": "Salah"}), (take_over, {})):
        with pytest.raises(Refused):
            action(assessment=sheet, by=cast.aminah, **more)
    leaves(cast.daeng)
    with pytest.raises(Refused):
        take_over(assessment=sheet, by=cast.aminah)
    close_assessment(assessment=sheet, by=cast.baso)
    with pytest.raises(Refused):
        start_correction(assessment=sheet, by=cast.aminah, reason="Salah")


def test_the_teacher_replies_whatever_the_office(cast: Cast) -> None:
    sheet = shared(cast.aminah, cast.daeng)
    becomes_plt(cast.aminah, cast.satu)
    assert reply_to_assessment(assessment=sheet, text="Terima kasih", by=cast.aminah).text == "Terima kasih"
