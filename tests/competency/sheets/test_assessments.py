"""Sheets end to end: start, save, share, read, reply, close, correct, delete; who sees what meanwhile."""

import re
from datetime import timedelta
from itertools import product
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.utils import timezone

from competency.models import Assessment, Reply, Score, SharedVersion
from competency.scoring.pieces import NOT_OBSERVED
from competency.sharing.actions import close_unanswered, share_assessment, start_correction
from competency.sheets.actions import remove_draft, restore_draft, save_review, save_stage
from core.revisions import Overtaken
from madrasah.models import Placement
from tests.cast import client_of
from tests.clock import days_from_now, today
from tests.competency.sheet_makers import answered, current, draft, fill, publish, review, shared, unreflected
from tests.factories import make_teacher

pytestmark = pytest.mark.django_db
LIST = "/supervisi/lembar/"


def at(sheet: Assessment, tail: str = "") -> str:
    return f"{LIST}{sheet.pk}/{tail}"


def stage_data(sheet: Assessment, stage: int = 1, value: str = "1", **more: object) -> dict:
    screen = sheet.instrument.definition.screens()[stage - 1]
    data = {f"butir-{indicator.code}": value for indicator in screen.indicators}
    return data | {"revision": mark(sheet, stage)} | more


def mark(sheet: Assessment, stage: int = 1) -> int:
    screen = sheet.instrument.definition.screens()[stage - 1]
    return current(sheet).mark_of(indicator.code for indicator in screen.indicators)


def first_code(sheet: Assessment) -> str:
    return sheet.instrument.definition.indicators[0].code


# --- Start ---------------------------------------------------------------------------------------------


def start_data(cast, **more: object) -> dict:
    return {
        "teacher": cast.aminah.person_id,
        "instrument": publish().pk,
        "observed_on": today().isoformat(),
        "class_name": "IV",
        "client_token": str(uuid4()),
    } | more


def test_pengawas_starts_a_sheet_and_lands_on_its_first_screen(cast) -> None:
    response = client_of(cast.daeng).post(f"{LIST}baru/", start_data(cast))
    sheet = Assessment.objects.get()
    assert response.url == at(sheet, "isi/1/")
    assert (sheet.madrasah, sheet.semester, sheet.observer) == (cast.satu, cast.semester, cast.daeng.person)


def test_starting_twice_with_one_token_makes_one_sheet(cast) -> None:
    data, client = start_data(cast), client_of(cast.daeng)
    first, second = (client.post(f"{LIST}baru/", data) for _ in range(2))
    assert first.url == second.url
    assert Assessment.objects.count() == 1


def test_the_madrasah_is_that_of_the_day(cast) -> None:
    Placement.objects.filter(person=cast.aminah.person).update(until=days_from_now(-3))
    Placement.objects.create(person=cast.aminah.person, madrasah=cast.dua, since=days_from_now(-2))
    assert draft(cast.aminah, cast.daeng, on=days_from_now(-3)).madrasah == cast.satu
    assert draft(cast.aminah, cast.daeng, on=days_from_now(-2)).madrasah == cast.dua


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("observed_on", "2020-01-01", "tidak tercatat bertugas"),
        ("observed_on", "2999-01-01", "masih jauh"),
        ("observed_on", "kapan", "tidak terbaca"),
        ("teacher", "", "Guru belum dipilih"),
        ("teacher", "0", "tidak ada dalam daftar"),
        ("lesson_topic", "a\x00b", "Materi memuat tanda yang tidak terbaca"),
    ],
)
def test_wrong_start_comes_back_filled_with_a_sentence(cast, field, value, sentence) -> None:
    page = client_of(cast.daeng).post(f"{LIST}baru/", start_data(cast, **{field: value}))
    assert page.status_code == 200
    assert sentence in page.content.decode()
    assert 'value="IV"' in page.content.decode()


def test_teacher_of_another_madrasah_is_not_on_offer(cast) -> None:
    page = client_of(cast.citra).post(f"{LIST}baru/", start_data(cast))
    assert "tidak ada dalam daftar" in page.content.decode()
    with pytest.raises(PermissionDenied):
        draft(cast.aminah, cast.citra)


def test_guru_is_told_why_not_to_start(cast) -> None:
    response = client_of(cast.aminah).get(f"{LIST}baru/")
    assert response.status_code == 403
    assert "Lembar baru hanya dibuat oleh" in response.content.decode()


def test_last_instrument_is_remembered_and_the_class_of_another_teacher_is_not(cast) -> None:
    draft(cast.aminah, cast.daeng, code="telaah-rpp", class_name="V-B")
    page = client_of(cast.daeng).get(f"{LIST}baru/").content.decode()
    assert "V-B" not in page
    assert re.search(f'name="instrument" value="{publish("telaah-rpp").pk}"[^>]*checked', page)


def test_no_class_is_that_of_the_teachers_post_on_that_day(cast) -> None:
    Placement.objects.filter(person=cast.gita.person).update(class_name="VI-A")
    assert draft(cast.gita, cast.daeng).class_name == "VI-A"
    assert draft(cast.gita, cast.daeng, class_name="II").class_name == "II"
    assert draft(cast.aminah, cast.daeng).class_name == ""


# --- Fill ----------------------------------------------------------------------------------------------


def test_a_screen_is_saved_and_leads_to_the_next(cast) -> None:
    sheet = draft(cast.aminah, cast.daeng)
    client = client_of(cast.daeng)
    data = stage_data(sheet) | {f"catatan-{first_code(sheet)}": "Guru menyapa tiap anak."}
    assert client.post(at(sheet, "isi/1/"), data).url == at(sheet, "isi/2/")
    page = client.get(at(sheet, "isi/1/")).content.decode()
    assert "Guru menyapa tiap anak." in page
    assert "6 terisi" in page


@pytest.mark.parametrize("value", ["0", "2", "tt"])
def test_what_was_chosen_is_chosen_when_the_screen_comes_back(cast, value) -> None:
    sheet = draft(cast.aminah, cast.daeng)
    client = client_of(cast.daeng)
    client.post(at(sheet, "isi/1/"), stage_data(sheet, value=value))
    page = client.get(at(sheet, "isi/1/")).content.decode()
    assert re.findall(r'value="(\w+)"[^>]*checked', page) == [value] * 6


def test_last_screen_leads_to_the_check(cast) -> None:
    sheet = draft(cast.aminah, cast.daeng)
    last = len(sheet.instrument.definition.screens())
    response = client_of(cast.daeng).post(at(sheet, f"isi/{last}/"), stage_data(sheet, last))
    assert response.url == at(sheet, "periksa/")


def test_autosave_answers_with_revision_and_time(cast) -> None:
    sheet = draft(cast.aminah, cast.daeng)
    answer = client_of(cast.daeng).post(at(sheet, "simpan/1/"), stage_data(sheet)).json()
    assert answer["revision"] == mark(sheet)
    assert answer["saved"].count(".") == 1


def test_saving_the_same_twice_changes_nothing(cast) -> None:
    sheet = draft(cast.aminah, cast.daeng)
    client, data = client_of(cast.daeng), stage_data(sheet)
    for _ in range(2):
        assert client.post(at(sheet, "simpan/1/"), data).status_code == 200
    assert current(sheet).revision == 2
    assert sheet.answers.count() == 6


def test_an_answer_can_be_taken_away_and_be_unseen(cast) -> None:
    sheet = fill(draft(cast.aminah, cast.daeng))
    codes = [indicator.code for indicator in sheet.instrument.definition.indicators[:2]]
    save_stage(
        assessment=sheet,
        answers={codes[0]: None, codes[1]: NOT_OBSERVED},
        notes={},
        seen=sheet.mark_of(codes),
        by=cast.daeng,
    )
    assert codes[0] not in sheet.draft_answers()
    assert sheet.draft_answers()[codes[1]] is NOT_OBSERVED


def test_note_keeps_the_time_of_its_first_writing(cast) -> None:
    sheet = draft(cast.aminah, cast.daeng)
    fill(sheet, **{first_code(sheet): "Lima kelompok."})
    first = sheet.notes.get()
    fill(sheet, **{first_code(sheet): "Enam kelompok."})
    assert (sheet.notes.get().noted_at, sheet.notes.get().text) == (first.noted_at, "Enam kelompok.")


def test_second_editor_sees_both_and_overwrites_nothing(cast) -> None:
    sheet = draft(cast.aminah, cast.daeng)
    client, old = client_of(cast.daeng), stage_data(sheet, value="2")
    client.post(at(sheet, "isi/1/"), stage_data(sheet, value="1"))
    page = client.post(at(sheet, "isi/1/"), old).content.decode()
    assert "sudah diubah dari perangkat atau halaman lain" in page
    assert "Yang tersimpan dari tempat lain: Dilakukan sebagian." in page
    assert set(sheet.draft_answers().values()) == {1}


def test_second_editor_may_choose_the_own_version(cast) -> None:
    sheet = draft(cast.aminah, cast.daeng)
    client, old = client_of(cast.daeng), stage_data(sheet, value="2")
    client.post(at(sheet, "isi/1/"), stage_data(sheet, value="1"))
    client.post(at(sheet, "isi/1/"), old | {"revision": mark(sheet)})
    assert set(sheet.draft_answers().values()) == {2}


def test_screens_of_one_sheet_arrive_in_any_order(cast) -> None:
    sheet = draft(cast.aminah, cast.daeng)
    client, first, second = client_of(cast.daeng), stage_data(sheet, 1), stage_data(sheet, 2)
    for stage, data in ((2, second), (1, first), (2, second)):
        assert client.post(at(sheet, f"simpan/{stage}/"), data).status_code == 200
    assert sheet.answers.count() == 11


def test_autosave_of_an_old_copy_is_refused_with_a_way_to_both(cast) -> None:
    sheet = draft(cast.aminah, cast.daeng)
    old = stage_data(sheet, value="2")
    client = client_of(cast.daeng)
    client.post(at(sheet, "simpan/1/"), stage_data(sheet, value="1"))
    response = client.post(at(sheet, "simpan/1/"), old)
    assert (response.status_code, response.json()["url"]) == (409, at(sheet, "isi/1/"))


@pytest.mark.parametrize(("field", "value"), [("butir", "9"), ("butir", "\x00"), ("catatan", "a" * 700)])
def test_wrong_screen_comes_back_filled_with_a_sentence(cast, field, value) -> None:
    sheet = draft(cast.aminah, cast.daeng)
    data = stage_data(sheet) | {f"{field}-{first_code(sheet)}": value}
    client = client_of(cast.daeng)
    page = client.post(at(sheet, "isi/1/"), data).content.decode()
    assert "Belum tersimpan" in page
    assert page.count("checked") == (6 if field == "catatan" else 5)
    assert client.post(at(sheet, "simpan/1/"), data).status_code == 400


def test_unknown_screen_is_404(cast) -> None:
    sheet = draft(cast.aminah, cast.daeng)
    assert client_of(cast.daeng).get(at(sheet, "isi/99/")).status_code == 404


def test_draft_survives_a_lost_log_in(cast) -> None:
    sheet = draft(cast.aminah, cast.daeng)
    client = client_of(cast.daeng)
    client.post(at(sheet, "simpan/1/"), stage_data(sheet))
    client.logout()
    assert client.post(at(sheet, "simpan/2/"), stage_data(sheet, 2)).status_code == 302
    client = client_of(cast.daeng)
    client.post(at(sheet, "simpan/2/"), stage_data(sheet, 2))
    assert sheet.answers.count() == 11


# --- Share ---------------------------------------------------------------------------------------------


def share_data(sheet: Assessment, **more: object) -> dict:
    return {
        "revision": current(sheet).revision,
        "strengths": "Salam dan doa bersama.",
        "suggestions": "",
        "followup": "perlu",
        "text": "Membuat alat peraga",
        "due_on": "2099-01-31",
    } | more


def test_unfinished_sheet_lists_what_misses_with_links(cast) -> None:
    sheet = draft(cast.aminah, cast.daeng)
    client = client_of(cast.daeng)
    page = client.get(at(sheet, "periksa/")).content.decode()
    assert "Yang belum lengkap: 30" in page
    assert f'href="{at(sheet, "isi/1/")}#butir-1"' in page
    response = client.post(at(sheet, "bagikan/"), share_data(sheet))
    assert response.status_code == 403
    assert "Butir 1 belum diisi" in response.content.decode()


def test_extreme_answer_needs_a_fact_note(cast) -> None:
    sheet = fill(draft(cast.aminah, cast.daeng), 0)
    with pytest.raises(PermissionDenied, match="nilai 0 perlu satu catatan"):
        share_assessment(assessment=sheet, by=cast.daeng, review=review(sheet))
    assert current(sheet).state == "draf"


def test_sharing_freezes_version_scores_and_tindak_lanjut(cast) -> None:
    sheet = fill(draft(cast.aminah, cast.daeng))
    response = client_of(cast.daeng).post(at(sheet, "bagikan/"), share_data(sheet))
    assert response.url == at(sheet)
    version = SharedVersion.objects.get()
    assert (version.number, version.result["percent"], set(version.answers.values())) == (1, [50, 1], {1})
    assert dict(Score.objects.values_list("competency", "numerator"))["sosial"] == 8
    assert sheet.followups.get().text == "Membuat alat peraga"


def test_pressing_share_twice_shares_once(cast) -> None:
    sheet = fill(draft(cast.aminah, cast.daeng))
    client, data = client_of(cast.daeng), share_data(sheet)
    assert [client.post(at(sheet, "bagikan/"), data).status_code for _ in range(2)] == [302, 302]
    assert SharedVersion.objects.count() == 1


def test_sharing_needs_a_tindak_lanjut_or_a_reason_why_not(cast) -> None:
    sheet = fill(draft(cast.aminah, cast.daeng))
    client = client_of(cast.daeng)
    page = client.post(at(sheet, "bagikan/"), share_data(sheet, followup="", text="")).content.decode()
    assert "Tindak lanjut belum dipilih" in page
    assert "Salam dan doa bersama." in page
    for asked in ("Apa yang akan dikerjakan guru", "Mengapa tidak perlu"):
        assert "boleh kosong" not in page.partition(asked)[2].partition("</label>")[0]
    data = share_data(sheet, followup="tidak_perlu", waived_because="Sudah sangat baik")
    assert client.post(at(sheet, "bagikan/"), data).status_code == 302
    assert sheet.followups.get().status == "tidak_perlu"


def test_an_older_page_overwrites_no_tindak_lanjut(cast) -> None:
    sheet = fill(draft(cast.aminah, cast.daeng))
    older = review(sheet, text="Tugas lama")
    save_review(assessment=sheet, review=review(sheet, text="Tugas baru"), by=cast.daeng)
    with pytest.raises(Overtaken):
        save_review(assessment=sheet, review=older, by=cast.daeng)
    assert sheet.followups.get().text == "Tugas baru"


def test_saving_the_same_review_twice_changes_nothing(cast) -> None:
    sheet = fill(draft(cast.aminah, cast.daeng))
    once = save_review(assessment=sheet, review=review(sheet), by=cast.daeng).revision
    assert save_review(assessment=sheet, review=review(sheet), by=cast.daeng).revision == once


def test_nothing_is_written_on_a_deleted_draft(cast) -> None:
    sheet = fill(draft(cast.aminah, cast.daeng))
    remove_draft(assessment=sheet, by=cast.daeng)
    for action, more in ((share_assessment, {"review": review(sheet)}), (save_review, {"review": review(sheet)})):
        with pytest.raises(PermissionDenied, match="sudah dihapus"):
            action(assessment=sheet, by=cast.daeng, **more)
    assert current(sheet).state == "draf"


def test_level_and_checklist_instruments_are_shared_too(cast) -> None:
    for code, value in (("kompetensi-guru-2626", 3), ("kelengkapan-rpp-13", 1), ("pkg-2010", 1)):
        sheet = shared(cast.aminah, cast.daeng, value, code=code, purpose="formatif")
        assert client_of(cast.aminah).get(at(sheet)).status_code == 200
    call_command("recheck_scores")


# --- Who sees what -------------------------------------------------------------------------------------


def test_a_draft_is_a_404_for_everybody_else(cast) -> None:
    sheet = draft(cast.aminah, cast.daeng)
    for user in (cast.aminah, cast.baso, cast.citra, cast.eka, cast.faisal, cast.hasan, cast.keeper):
        assert client_of(user).get(at(sheet)).status_code == 404
        assert client_of(user).get(at(sheet, "isi/1/")).status_code == 404


def test_a_shared_sheet_is_read_by_teacher_kepala_and_pengawas(cast) -> None:
    sheet = shared(cast.aminah, cast.daeng)
    codes = {name: client_of(user).get(at(sheet)).status_code for name, user in cast.everyone.items()}
    assert {name for name, code in codes.items() if code == 200} == {"aminah", "baso", "daeng"}
    assert set(codes.values()) == {200, 404}


def test_kepala_may_look_but_not_write(cast) -> None:
    sheet = shared(cast.aminah, cast.daeng)
    client = client_of(cast.baso)
    for tail in ("isi/1/", "periksa/", "bagikan/", "tanggapan/", "perbaiki/", "hapus/"):
        response = client.post(at(sheet, tail), {"text": "Saya"})
        assert response.status_code == 403, tail
    assert client.post(at(sheet, "simpan/1/")).json()["message"] == "Hanya pemegang lembar yang mengisi lembar ini."
    assert client_of(cast.aminah).post(at(sheet, "batal-perbaiki/")).status_code == 403
    assert "Hanya guru yang diamati" in client.post(at(sheet, "tanggapan/"), {"text": "x"}).content.decode()


def test_writing_addresses_answer_only_to_post(cast) -> None:
    sheet = shared(cast.aminah, cast.daeng)
    client = client_of(cast.daeng)
    for tail in ("simpan/1/", "bagikan/", "tanggapan/", "batal-perbaiki/", "kembalikan/"):
        assert client.get(at(sheet, tail)).status_code == 405
    assert client.post(at(sheet)).status_code == client.post(LIST).status_code == 405


def test_only_the_teachers_opening_marks_it_read(cast) -> None:
    sheet = shared(cast.aminah, cast.daeng)
    client_of(cast.baso).get(at(sheet))
    assert current(sheet).read_at is None
    client_of(cast.aminah).get(at(sheet))
    assert current(sheet).read_at


def test_result_page_shows_percent_steps_notes_and_tindak_lanjut(cast) -> None:
    sheet = draft(cast.aminah, cast.daeng)
    fill(sheet, **{first_code(sheet): "Lima kelompok mengukur meja."})
    share_assessment(assessment=sheet, by=cast.daeng, review=review(sheet))
    unreflected(sheet)
    page = client_of(cast.aminah).get(at(sheet)).content.decode()
    for words in ("50%", "30 dari 30 butir", "Lima kelompok mengukur meja.", "Membuat alat peraga", "usulan"):
        assert words in page


# --- Reply and close -----------------------------------------------------------------------------------


def test_teacher_replies_once_and_it_is_kept(cast) -> None:
    sheet = shared(cast.aminah, cast.daeng)
    client, data = (client_of(cast.aminah), {"text": "Saya akan mencoba.", "helper_name": "Pak Faisal", "agrees": "on"})
    for _ in range(2):
        assert client.post(at(sheet, "tanggapan/"), data).status_code == 302
    assert Reply.objects.get().helper_name == "Pak Faisal"
    assert (current(sheet).state, sheet.followups.get().status) == ("ditanggapi", "disepakati")
    assert client.post(at(sheet, "tanggapan/"), {"text": "Lain"}).status_code == 403


def test_empty_reply_comes_back_with_a_sentence(cast) -> None:
    sheet = shared(cast.aminah, cast.daeng)
    page = client_of(cast.aminah).post(at(sheet, "tanggapan/"), {"text": " ", "helper_name": "Pak Faisal"})
    assert "Tanggapan Anda belum diisi" in page.content.decode()
    assert "Pak Faisal" in page.content.decode()


def test_closing_agrees_on_the_tindak_lanjut(cast) -> None:
    sheet = answered(cast.aminah, cast.daeng)
    client = client_of(cast.baso)
    assert "Membuat alat peraga" in client.get(at(sheet, "selesai/")).content.decode()
    client.post(at(sheet, "selesai/"), {"text": "Membuat dua alat peraga", "due_on": days_from_now(8).isoformat()})
    followup = sheet.followups.get()
    assert (current(sheet).state, followup.status, followup.text) == (
        "selesai",
        "disepakati",
        "Membuat dua alat peraga",
    )


def test_unanswered_sheets_close_after_the_days_of_the_setting(cast, settings) -> None:
    sheet, now = shared(cast.aminah, cast.daeng), timezone.now()
    assert close_unanswered(at=now + timedelta(days=settings.REPLY_DAYS - 1)) == 0
    assert close_unanswered(at=now + timedelta(days=settings.REPLY_DAYS, minutes=1)) == 1
    assert (current(sheet).state, current(sheet).closed_without_reply) == ("selesai", True)
    assert "Tanpa tanggapan" in client_of(cast.aminah).get(at(sheet)).content.decode()


# --- Correct -------------------------------------------------------------------------------------------


def corrected(cast) -> Assessment:
    sheet = answered(cast.aminah, cast.daeng)
    start_correction(assessment=sheet, by=cast.daeng, reason="Salah membaca butir")
    fill(sheet, 2, **dict.fromkeys(sheet.instrument.definition.codes, "Terlihat pada semua kelompok."))
    return current(sheet)


def test_under_correction_the_teacher_sees_the_last_shared_version(cast) -> None:
    page = client_of(cast.aminah).get(at(corrected(cast))).content.decode()
    assert "sedang diperbaiki" in page
    assert "50%" in page and "100%" not in page
    assert "Terlihat pada semua kelompok." not in page


def test_shared_again_is_a_second_version_with_its_reason(cast) -> None:
    sheet = corrected(cast)
    share_assessment(assessment=sheet, by=cast.daeng, review=review(sheet))
    assert list(sheet.versions.values_list("number", "reason")) == [(1, ""), (2, "Salah membaca butir")]
    assert set(Score.objects.values_list("version__number", flat=True)) == {2}
    page = client_of(cast.aminah).get(at(sheet)).content.decode()
    for words in ("100%", "Semula: Dilakukan sebagian", "Salah membaca butir", "Terima kasih, saya coba."):
        assert words in page
    call_command("recheck_scores")


def test_giving_up_returns_state_answers_and_words(cast) -> None:
    sheet = corrected(cast)
    assert client_of(cast.daeng).post(at(sheet, "batal-perbaiki/")).status_code == 302
    assert current(sheet).state == "ditanggapi"
    assert set(current(sheet).draft_answers().values()) == {1}
    assert not sheet.notes.exists()


def test_correction_needs_a_reason(cast) -> None:
    sheet = shared(cast.aminah, cast.daeng)
    page = client_of(cast.daeng).post(at(sheet, "perbaiki/"), {"reason": ""})
    assert "Alasan perbaikan belum diisi" in page.content.decode()
    assert current(sheet).state == "dibagikan"


def test_sheet_of_a_keeper_who_left_is_taken_over(cast) -> None:
    sheet = corrected(cast)
    client = client_of(cast.baso)
    assert client.post(at(sheet, "pindah/")).status_code == 403
    cast.daeng.person.assignments.update(until=timezone.localdate() - timedelta(days=1))
    assert "Ambil alih" in client.get(at(sheet)).content.decode()
    client.post(at(sheet, "pindah/"))
    assert client.get(at(sheet, "isi/1/")).status_code == 200
    assert sheet.versions.get().shared_by == cast.daeng.person


# --- Delete and list -----------------------------------------------------------------------------------


def test_deleted_draft_comes_back_within_thirty_days(cast) -> None:
    sheet, client = draft(cast.aminah, cast.daeng), client_of(cast.daeng)
    client.post(at(sheet, "hapus/"))
    assert client.get(at(sheet)).status_code == 404
    assert "Draf yang dihapus" in client.get(LIST).content.decode()
    assert client_of(cast.baso).post(at(sheet, "kembalikan/")).status_code == 404
    client.post(at(sheet, "kembalikan/"))
    assert client.get(at(sheet, "isi/1/")).status_code == 200


def test_draft_deleted_long_ago_stays_away(cast) -> None:
    sheet = draft(cast.aminah, cast.daeng)
    Assessment.objects.filter(pk=sheet.pk).update(removed_at=timezone.now() - timedelta(days=31))
    assert client_of(cast.daeng).post(at(sheet, "kembalikan/")).status_code == 404
    with pytest.raises(PermissionDenied):
        restore_draft(assessment=sheet, by=cast.daeng)


def test_own_drafts_stand_first_and_others_drafts_nowhere(cast) -> None:
    newer = shared(cast.aminah, cast.baso)
    older = draft(cast.gita, cast.daeng, on=days_from_now(-1))
    page = client_of(cast.daeng).get(LIST).content.decode()
    assert page.index(f'href="{at(older)}"') < page.index(f'href="{at(newer)}"')
    assert f'href="{at(older)}"' not in client_of(cast.baso).get(LIST).content.decode()


@pytest.mark.parametrize("query", ["teacher=\x00", "state=x", "halaman=z", "teacher=1' or 1"])
def test_unreadable_filters_filter_nothing(cast, query) -> None:
    assert client_of(cast.daeng).get(f"{LIST}?{query}").status_code == 200


def test_list_filters_by_teacher_and_state(cast) -> None:
    one, two = shared(cast.aminah, cast.daeng), draft(cast.gita, cast.daeng)
    client = client_of(cast.daeng)
    page = client.get(LIST, {"teacher": cast.gita.person_id}).content.decode()
    assert at(two) in page and f'href="{at(one)}"' not in page
    page = client.get(LIST, {"state": "dibagikan"}).content.decode()
    assert f'href="{at(one)}"' in page and f'href="{at(two)}"' not in page


def test_lists_are_closed_to_those_without_sheets(cast) -> None:
    for user in (cast.eka, cast.faisal):
        assert client_of(user).get(LIST).status_code == 403


# --- Cost ----------------------------------------------------------------------------------------------


def queries(client, url: str, count) -> int:
    with count as context:
        assert client.get(url).status_code == 200
    return len(context)


def test_list_asks_no_more_with_more_sheets(cast, django_assert_max_num_queries) -> None:
    client = client_of(cast.daeng)
    shared(cast.aminah, cast.daeng)
    few = queries(client, LIST, django_assert_max_num_queries(15))
    for number in range(3):
        teacher = make_teacher(cast.satu, name=f"Guru Contoh {number}")
        Assessment.objects.create(
            instrument=publish(),
            teacher=teacher,
            observer=cast.daeng.person,
            keeper=cast.daeng.person,
            madrasah=cast.satu,
            semester=cast.semester,
            school_year=cast.semester.school_year,
            observed_on=today(),
        )
    assert queries(client, LIST, django_assert_max_num_queries(15)) == few


def test_pages_of_a_sheet_ask_no_more_when_it_is_full(cast, django_assert_max_num_queries) -> None:
    client = client_of(cast.daeng)
    kinds = {"kelengkapan-rpp-13": 1, "telaah-rpp": 2}
    small, large = (shared(cast.aminah, cast.daeng, value, code=code) for code, value in kinds.items())
    for sheet in (small, large):
        start_correction(assessment=sheet, by=cast.daeng, reason="Uji")
    for reader, sheet in product((cast.aminah, cast.daeng), (small, large)):
        client_of(reader).get(at(sheet))  # the first look is noted, and asks more
    for tail in ("", "isi/1/", "periksa/"):
        counts = [queries(client, at(sheet, tail), django_assert_max_num_queries(22)) for sheet in (small, large)]
        assert counts[0] == counts[1], tail
