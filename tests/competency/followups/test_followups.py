"""Tindak lanjut: proposed or waived with the sheet, shown to its owner, closed with a proof."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from competency.followups.actions import close_followup, reopen_followup
from competency.models import Assessment, FollowUp
from competency.rpp.weeks import DaysOff
from competency.sharing.actions import agree_followup, share_assessment, start_correction
from competency.sheets.actions import remove_draft, save_review
from competency.todo import tasks
from core.models import StoredFile
from tests.cast import client_of
from tests.clock import days_from_now, today, wita
from tests.competency.sheet_makers import current, draft, fill, review, shared
from tests.kkg.paper_makers import picture
from tests.worlds import standing

pytestmark = pytest.mark.django_db
LIST = "/supervisi/tindak-lanjut/"
SEEN = "Alat peraga pecahan dipakai di kelas."


def at(followup: FollowUp) -> str:
    return f"{LIST}{followup.pk}/"


@standing
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
    assert "Membuat alat peraga" in client.get(LIST, {"tampil": "semua"}).content.decode()


def test_proof_is_needed(cast, followup) -> None:
    page = client_of(cast.aminah).post(at(followup), {"proof": ""})
    assert "Bukti belum bisa dibaca orang lain" in page.content.decode()
    followup.refresh_from_db()
    assert followup.status == "usulan"


def test_closing_again_with_another_proof_is_refused(cast, followup) -> None:
    close_followup(followup=followup, by=cast.aminah, proof=SEEN)
    assert close_followup(followup=followup, by=cast.aminah, proof=SEEN).proof == SEEN
    with pytest.raises(PermissionDenied):
        close_followup(followup=followup, by=cast.aminah, proof="Yang terlihat lain sama sekali.")
    with pytest.raises(PermissionDenied):
        close_followup(followup=followup, by=cast.daeng, proof=SEEN)


def test_outsiders_get_404(cast, followup) -> None:
    for user in (cast.citra, cast.eka, cast.faisal, cast.hasan, cast.gita):
        assert client_of(user).get(at(followup)).status_code == 404
        assert client_of(user).post(at(followup), {"proof": "x"}).status_code == 404


def test_a_draft_shows_its_teacher_no_tindak_lanjut(cast) -> None:
    sheet = draft(cast.aminah, cast.daeng)
    save_review(assessment=sheet, review=review(sheet), by=cast.daeng)
    proposed = sheet.followups.get()
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


@pytest.mark.parametrize("proof", ["ok", "sudah", "sudah sudah sudah sudah sudah", "1 2 3 4", "Sudah. Terima kasih."])
def test_a_word_is_no_proof(cast, followup, proof) -> None:
    page = client_of(cast.aminah).post(at(followup), {"proof": proof}).content.decode()
    assert "paling sedikit empat kata" in page and proof in page
    followup.refresh_from_db()
    assert followup.status == "usulan"


def test_a_later_sheet_about_the_teacher_is_a_proof(cast, followup) -> None:
    visit = shared(cast.aminah, cast.daeng, code="supervisi-pembelajaran", value=2)
    page = client_of(cast.daeng).get(at(followup)).content.decode()
    assert f'value="{visit.pk}"' in page and f'value="{followup.assessment_id}"' not in page
    client_of(cast.daeng).post(at(followup), {"proof": "", "sheet": visit.pk})
    followup.refresh_from_db()
    assert (followup.status, followup.proof_sheet) == ("selesai", visit)
    assert f"/supervisi/lembar/{visit.pk}/" in client_of(cast.aminah).get(at(followup)).content.decode()


def test_only_a_sheet_one_may_read_about_the_same_teacher_proves(cast, followup) -> None:
    unshared = draft(cast.aminah, cast.daeng)
    of_another = shared(cast.gita, cast.daeng)
    for sheet in (unshared, of_another, followup.assessment):
        with pytest.raises(ValidationError):
            close_followup(followup=followup, by=cast.daeng, sheet=sheet)
    followup.refresh_from_db()
    assert followup.status == "usulan"


def test_a_proof_in_a_sheet_that_one_may_not_read_stays_shut(cast, followup) -> None:
    visit = shared(cast.aminah, cast.daeng)
    close_followup(followup=followup, by=cast.daeng, sheet=visit)
    Assessment.objects.filter(pk=visit.pk).update(madrasah=cast.tiga)
    page = client_of(cast.baso).get(at(followup)).content.decode()
    assert "tidak dibagikan kepada Anda" in page and f"/supervisi/lembar/{visit.pk}/" not in page


def test_a_file_is_a_proof_behind_the_door_of_its_row(cast, followup) -> None:
    answer = client_of(cast.aminah).post(at(followup), {"proof": "", "upload": picture()})
    assert answer.status_code == 302
    for user in (cast.aminah, cast.daeng, cast.baso):
        assert client_of(user).get(f"{at(followup)}bukti/").status_code == 200
    for user in (cast.citra, cast.eka, cast.faisal, cast.hasan, cast.gita):
        assert client_of(user).get(f"{at(followup)}bukti/").status_code == 404


def test_a_file_we_do_not_keep_is_told_and_leaves_the_words(cast, followup) -> None:
    upload = picture(content=b"bukan foto")
    page = client_of(cast.aminah).post(at(followup), {"proof": SEEN, "upload": upload}).content.decode()
    assert "Berkas ini bukan PDF" in page and SEEN in page
    followup.refresh_from_db()
    assert (followup.status, StoredFile.objects.count()) == ("usulan", 0)


def test_who_closed_it_and_when_is_told_on_both_pages(cast, followup) -> None:
    close_followup(followup=followup, by=cast.daeng, proof=SEEN, at=wita(2026, 11, 20, 9, 41))
    for page in (at(followup), f"/supervisi/lembar/{followup.assessment_id}/"):
        text = " ".join(client_of(cast.aminah).get(page).content.decode().split())
        assert "oleh Daeng Contoh, M.Pd.I.," in text and "20 Nov" in text and "09.41" in text


@pytest.mark.parametrize("status", ["usulan", "disepakati"])
def test_opened_again_with_a_reason_it_is_as_before_it_was_closed(cast, followup, status) -> None:
    if status == "disepakati":
        agree_followup(assessment=followup.assessment)
    close_followup(followup=followup, by=cast.daeng, proof=SEEN)
    client = client_of(cast.aminah)
    reopen = f"{at(followup)}buka-kembali/"
    assert "Alasan belum diisi" in client.post(reopen, {"reason": ""}).content.decode()
    assert client.post(reopen, {"reason": "Itu alat peraga kelas lain."}).status_code == 302
    followup.refresh_from_db()
    assert (followup.status, followup.proof, followup.closed_by) == (status, "", None)
    assert followup.events.filter(proof=SEEN, status="selesai").exists()
    page = client_of(cast.daeng).get(at(followup)).content.decode()
    assert "Itu alat peraga kelas lain." in page and "Dibuka kembali oleh Aminah" in page
    close_followup(followup=followup, by=cast.aminah, proof=SEEN)


def test_pressing_open_again_twice_opens_once(cast, followup) -> None:
    close_followup(followup=followup, by=cast.aminah, proof=SEEN)
    for reason in ("Salah orang.", "Kedua."):
        reopen_followup(followup=followup, by=cast.aminah, reason=reason)
    followup.refresh_from_db()
    assert followup.reopened_reason == "Salah orang."


def test_a_proposal_made_meanwhile_does_not_undo_a_closing(cast) -> None:
    sheet = shared(cast.aminah, cast.daeng)
    followup = sheet.followups.get()
    start_correction(assessment=sheet, by=cast.daeng, reason="Salah butir")
    save_review(assessment=sheet, review=review(sheet, text="Yang berikut"), by=cast.daeng)
    close_followup(followup=followup, by=cast.aminah, proof=SEEN)
    share_assessment(assessment=sheet, by=cast.daeng)
    assert list(sheet.followups.order_by("pk").values_list("text", "status")) == [
        (followup.text, "selesai"),
        ("Yang berikut", "usulan"),
    ]


def test_one_without_a_date_reaches_its_owner_though_many_are_due(cast) -> None:
    sheet = shared(cast.aminah, cast.daeng)
    due = {"assessment": sheet, "owner": cast.aminah.person, "due_on": today(), "status": "disepakati"}
    FollowUp.objects.bulk_create(FollowUp(text=f"Yang ke-{number}", **due) for number in range(6))
    cards = {task.title: task for task in tasks(cast.aminah, today(), DaysOff())}
    card = cards["Tindak lanjut: Membuat alat peraga"]
    assert (card.detail, card.due, card.state) == ("Tanpa batas waktu.", None, "Diusulkan")
    assert not any("alat peraga" in task.title for task in tasks(cast.baso, today(), DaysOff()))


REVISITS = f"{LIST}kunjungan-ulang/"


def queued(user) -> list[FollowUp]:
    """What stands in the queue of this reader."""
    page = client_of(user).get(REVISITS).content.decode()
    return [row for row in FollowUp.objects.all() if f'href="{at(row)}"' in page]


@standing
def agreed(cast, followup) -> FollowUp:
    """Agreed on after a lesson of last week, due in a fortnight."""
    Assessment.objects.update(observed_on=days_from_now(-7))
    FollowUp.objects.update(status="disepakati", due_on=days_from_now(14))
    followup.refresh_from_db()
    return followup


def test_who_agreed_and_falls_due_is_visited_again(cast, agreed) -> None:
    assert queued(cast.baso) == queued(cast.daeng) == [agreed]
    assert queued(cast.citra) == []
    FollowUp.objects.update(due_on=days_from_now(15))
    assert queued(cast.baso) == []
    FollowUp.objects.update(due_on=days_from_now(-3))
    assert queued(cast.baso) == [agreed]


@pytest.mark.parametrize("status", ["usulan", "tidak_perlu"])
def test_only_what_was_agreed_is_visited_again(cast, agreed, status) -> None:
    FollowUp.objects.update(status=status, reason="Contoh")
    assert queued(cast.baso) == []


def test_a_later_sheet_ends_the_queue_once_its_reader_may_know(cast, agreed) -> None:
    sheet = draft(cast.aminah, cast.baso)
    assert (queued(cast.baso), queued(cast.daeng)) == ([], [agreed])
    remove_draft(assessment=sheet, by=cast.baso)
    assert queued(cast.baso) == [agreed]
    shared(cast.aminah, cast.baso)
    assert queued(cast.daeng) == []


def test_who_left_is_not_visited_again(cast, agreed) -> None:
    cast.aminah.person.placements.update(until=days_from_now(-1))
    assert queued(cast.daeng) == []


def test_the_new_sheet_shows_what_was_agreed(cast, agreed) -> None:
    client = client_of(cast.baso)
    page = client.get(REVISITS).content.decode()
    address = f"/supervisi/lembar/baru/?guru={cast.aminah.person_id}"
    assert f'href="{address}"' in page
    assert "Membuat alat peraga" in client.get(address).content.decode()
    sheet = draft(cast.aminah, cast.baso)
    assert "Membuat alat peraga" in client.get(f"/supervisi/lembar/{sheet.pk}/isi/1/").content.decode()


def test_a_teacher_of_elsewhere_shows_nothing_on_the_new_sheet(cast, agreed) -> None:
    page = client_of(cast.citra).get(f"/supervisi/lembar/baru/?guru={cast.aminah.person_id}").content.decode()
    assert "Membuat alat peraga" not in page


def test_a_later_sheet_is_offered_first_as_proof(cast, agreed) -> None:
    later = shared(cast.aminah, cast.baso)
    form = client_of(cast.aminah).get(at(agreed)).context["form"]
    assert next(iter(form.fields)) == "sheet"
    assert later in form.fields["sheet"].queryset


def test_what_is_late_stands_first_in_the_list(cast, agreed) -> None:
    late, done = (
        FollowUp.objects.create(assessment=agreed.assessment, owner=agreed.owner, text=f"Lain {number}")
        for number in range(2)
    )
    FollowUp.objects.filter(pk=late.pk).update(due_on=days_from_now(-1))
    FollowUp.objects.filter(pk=done.pk).update(due_on=days_from_now(-9), status="tidak_perlu", reason="Contoh")
    rows = client_of(cast.aminah).get(LIST, {"tampil": "semua"}).context["rows"]
    assert [row["followup"] for row in rows] == [late, agreed, done]
