"""A result brought before the pengawas and answered in words; the history of a sheet in words; both editors' words."""

import pytest

from competency.models import Assessment, Objection
from competency.rpp.weeks import DaysOff
from competency.sharing.actions import give_up_correction, share_assessment, start_correction
from competency.sharing.objection_actions import answer_objection, raise_objection, withdraw_objection
from competency.sheets.actions import save_review
from competency.todo import tasks
from madrasah.models import User
from tests.cast import Cast, client_of
from tests.clock import days_from_now, today
from tests.competency.sheet_makers import answered, current, draft, fill, review, shared

pytestmark = pytest.mark.django_db
WORDS, ANSWER = "Butir 3: alat peraganya ada di meja.", "Saya lihat fotonya; penilai akan memperbaiki butir 3."


def at(sheet: Assessment, part: str = "") -> str:
    return f"/supervisi/lembar/{sheet.pk}/{part}"


def read(user: User, sheet: Assessment, part: str = "") -> str:
    return " ".join(client_of(user).get(at(sheet, part)).content.decode().split())


def home(user: User) -> list[str]:
    return [task.title for task in tasks(User.objects.get(pk=user.pk), today(), DaysOff())]


def test_the_teacher_brings_it_the_pengawas_answers_and_both_are_told(cast: Cast) -> None:
    sheet = shared(cast.aminah, cast.baso)
    assert "Tidak setuju dengan hasil ini?" in read(cast.aminah, sheet)
    for _ in range(2):
        client_of(cast.aminah).post(at(sheet, "keberatan/"), {"text": WORDS})
    assert Objection.objects.count() == 1
    told = f"{cast.aminah.person} berkeberatan atas hasilnya"
    assert told in home(cast.daeng) and told not in home(cast.baso) and told not in home(cast.citra)
    assert WORDS in read(cast.baso, sheet) and "Kirim jawaban" not in read(cast.baso, sheet)
    assert "Kirim jawaban" in read(cast.daeng, sheet)
    client_of(cast.daeng).post(at(sheet, "keberatan/jawab/"), {"answer": ANSWER})
    assert told not in home(cast.daeng) and "Pengawas menjawab keberatan Anda" in home(cast.aminah)
    for user in (cast.aminah, cast.baso, cast.daeng):
        assert ANSWER in read(user, sheet)
    assert "Pengawas menjawab keberatan Anda" not in home(cast.aminah), "read by now"


def test_it_changes_no_score_and_a_corrected_result_may_be_brought_again(cast: Cast) -> None:
    sheet = shared(cast.aminah, cast.baso)
    scores = list(sheet.scores.order_by("pk").values())
    raise_objection(assessment=sheet, text=WORDS, by=cast.aminah)
    answer_objection(assessment=sheet, answer=ANSWER, by=cast.daeng)
    assert list(sheet.scores.order_by("pk").values()) == scores
    correcting = start_correction(assessment=current(sheet), by=cast.baso, reason="Butir 3 keliru")
    share_assessment(assessment=correcting, by=cast.baso, review=review(correcting))
    assert WORDS in read(cast.aminah, sheet, "versi/1/")
    raise_objection(assessment=current(sheet), text="Masih keliru.", by=cast.aminah)
    assert Objection.objects.count() == 2


def test_it_comes_back_until_it_is_answered(cast: Cast) -> None:
    sheet = shared(cast.aminah, cast.baso)
    raise_objection(assessment=sheet, text=WORDS, by=cast.aminah)
    for _ in range(2):
        withdraw_objection(assessment=sheet, by=cast.aminah)
    assert not Objection.objects.exists() and WORDS not in read(cast.daeng, sheet)


def test_outsiders_find_nothing_to_object_to(cast: Cast) -> None:
    sheet = shared(cast.aminah, cast.baso)
    for user in (cast.citra, cast.gita, cast.hasan, cast.eka, cast.faisal):
        for part in ("keberatan/", "keberatan/tarik/", "keberatan/jawab/"):
            assert client_of(user).post(at(sheet, part), {"text": "X", "answer": "X"}).status_code == 404


def test_an_empty_objection_comes_back_with_a_sentence(cast: Cast) -> None:
    sheet = shared(cast.aminah, cast.baso)
    answer = client_of(cast.aminah).post(at(sheet, "keberatan/"), {"text": ""})
    assert answer.status_code == 200 and "Keberatan Anda" in answer.content.decode()


def test_the_history_says_who_did_what_in_order(cast: Cast) -> None:
    sheet = answered(cast.aminah, cast.baso)
    read(cast.baso, sheet)
    start_correction(assessment=current(sheet), by=cast.baso, reason="Salah tulis")
    give_up_correction(assessment=current(sheet), by=cast.baso)
    raise_objection(assessment=current(sheet), text=WORDS, by=cast.aminah)
    for user in (cast.aminah, cast.baso, cast.daeng):
        page = read(user, sheet, "riwayat/")
        for what in (
            f"{cast.baso.person} memulai lembar ini",
            f"{cast.baso.person} membagikan hasilnya (versi 1)",
            f"{cast.aminah.person} menanggapi",
            f"{cast.baso.person} membaca tanggapan guru",
            "embuka perbaikan: Salah tulis",
            "embatalkan perbaikan",
            f"{cast.aminah.person} membawa versi 1 ke pengawas",
        ):
            assert what in page, what
    assert client_of(cast.citra).get(at(sheet, "riwayat/")).status_code == 404


def test_two_editors_see_their_words_side_by_side_at_the_last_look(cast: Cast) -> None:
    sheet = fill(draft(cast.aminah, cast.baso))
    seen = current(sheet).revision
    elsewhere = review(sheet, strengths="Dari HP", text="Dari HP juga", due_on=days_from_now(9))
    save_review(assessment=sheet, review=elsewhere, by=cast.baso)
    mine = {
        "strengths": "Dari laptop",
        "suggestions": "Pakai alat peraga.",
        "revision": seen,
        "followup": "tidak_perlu",
    }
    page = client_of(cast.baso).post(at(sheet, "periksa/"), mine | {"waived_because": "Sudah baik"}).content.decode()
    table = " ".join(page[page.index("<table") : page.index("</table>")].split())
    for words in ("Dari laptop", "Dari HP", "Dari HP juga", "Tidak perlu", "Diusulkan", "Sudah baik"):
        assert words in table, words
    assert "Pakai alat peraga." not in table, "only where the two differ"
    assert current(sheet).strengths == "Dari HP"
