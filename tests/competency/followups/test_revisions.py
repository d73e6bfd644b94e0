"""A telaah is mended in rounds: asked by a date, mended, looked at again; every date stays."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from competency.followups.actions import close_followup
from competency.followups.revision_actions import hand_in, look_again, withdraw_hand_in
from competency.models import Assessment, FollowUp, Revision
from competency.rpp.weeks import DaysOff
from competency.todo import tasks
from madrasah.models import User
from tests.cast import Cast, client_of
from tests.clock import on_day, wita
from tests.competency.sheet_makers import draft, fill, review, share_assessment, shared
from tests.worlds import standing

pytestmark = [pytest.mark.django_db, on_day(2026, 11, 3)]
DUE, LATER = date(2026, 11, 10), date(2026, 11, 20)


@standing
def asked(cast: Cast) -> FollowUp:
    """Baso asks Aminah on 3 November to mend her RPP by the 10th."""
    sheet = fill(draft(cast.aminah, cast.baso, code="telaah-rpp"), 2)
    words = review(sheet, text="Cocokkan tujuan dan asesmen", due_on=DUE)
    share_assessment(assessment=sheet, by=cast.baso, review=words)
    return sheet.followups.get()


def at(followup: FollowUp, part: str = "") -> str:
    return f"/supervisi/tindak-lanjut/{followup.pk}/{part}"


def page(user: User, address: str) -> str:
    return " ".join(client_of(user).get(address).content.decode().split())


def home(user: User, day: date) -> list[str]:
    return [task.title for task in tasks(User.objects.get(pk=user.pk), day, DaysOff())]


def test_a_round_goes_to_the_teacher_and_back_and_its_dates_stay(cast: Cast, asked: FollowUp) -> None:
    assert "Perbaikan: Cocokkan tujuan dan asesmen" in home(cast.aminah, date(2026, 11, 3))
    hand_in(followup=asked, note="Tujuan sudah cocok.", by=cast.aminah, at=wita(2026, 11, 9))
    assert not any("Cocokkan" in title for title in home(cast.aminah, date(2026, 11, 9)))
    assert f"Lihat lagi perbaikan {cast.aminah.person}" in home(cast.baso, date(2026, 11, 9))
    again = {"asked": "Asesmen belum cocok", "due_on": LATER, "verdict": "Tujuannya sudah baik."}
    look_again(followup=asked, is_accepted=False, by=cast.baso, at=wita(2026, 11, 10), **again)
    assert "Perbaikan: Asesmen belum cocok" in home(cast.aminah, date(2026, 11, 10))
    hand_in(followup=asked, note="Asesmen juga.", by=cast.aminah, at=wita(2026, 11, 18))
    look_again(followup=asked, is_accepted=True, by=cast.baso, at=wita(2026, 11, 19))
    for address in (at(asked), f"/supervisi/lembar/{asked.assessment_id}/"):
        for user in (cast.aminah, cast.baso, cast.daeng):
            told = page(user, address)
            first = "Diminta 3 Nov 2026, sampai 10 Nov 2026 · diperbaiki 9 Nov 2026 · belum selesai 10 Nov 2026"
            second = "Diminta 10 Nov 2026, sampai 20 Nov 2026 · diperbaiki 18 Nov 2026 · diterima 19 Nov 2026"
            assert told.index(first) < told.index(second), address
    asked.refresh_from_db()
    assert (asked.status, asked.proof) == ("selesai", "Perbaikan putaran 2 diterima.")


def test_the_round_that_waits_for_the_teacher_is_a_line_too(cast: Cast, asked: FollowUp) -> None:
    assert "Menunggu guru" in page(cast.daeng, at(asked))


def test_by_the_buttons_of_the_page(cast: Cast, asked: FollowUp) -> None:
    teacher, assessor = client_of(cast.aminah), client_of(cast.baso)
    empty = teacher.post(at(asked, "perbaikan/"), {"note": ""})
    assert "Tulis apa yang sudah diperbaiki" in empty.content.decode()
    for _ in range(2):
        assert teacher.post(at(asked, "perbaikan/"), {"note": "Sudah cocok."}).status_code == 302
    assert Revision.objects.count() == 1 and "Menunggu dilihat lagi" in page(cast.aminah, at(asked))
    unsaid = assessor.post(at(asked, "perbaikan/periksa/"), {"outcome": "belum", "due_on": "2026-11-20"})
    assert "Tulis apa yang masih perlu diperbaiki" in unsaid.content.decode()
    assessor.post(at(asked, "perbaikan/periksa/"), {"outcome": "diterima", "verdict": "Bagus", "asked": "sisa"})
    asked.refresh_from_db()
    assert (asked.status, asked.proof, asked.text) == ("selesai", "Bagus", "Cocokkan tujuan dan asesmen")


def test_a_hand_in_comes_back_while_nobody_has_looked(cast: Cast, asked: FollowUp) -> None:
    hand_in(followup=asked, note="Terlalu cepat.", by=cast.aminah)
    for _ in range(2):
        withdraw_hand_in(followup=asked, by=cast.aminah)
    assert not Revision.objects.exists()
    assert Revision.pgh_event_model.objects.filter(pgh_label="delete", note="Terlalu cepat.").exists()


def test_who_is_to_look_is_not_offered_to_take_the_teachers_word_back(cast: Cast, asked: FollowUp) -> None:
    hand_in(followup=asked, note="Sudah.", by=cast.aminah)
    assert "Tarik, belum selesai" in page(cast.aminah, at(asked))
    told = page(cast.baso, at(asked))
    assert "Tarik, belum selesai" not in told and "Lihat lagi perbaikannya" in told
    withdraw_hand_in(followup=asked, by=cast.aminah)
    hand_in(followup=asked, note="Diserahkan di kertas.", by=cast.baso)
    assert "Tarik, belum selesai" in page(cast.baso, at(asked))


def test_a_further_round_needs_a_day_to_come(cast: Cast, asked: FollowUp) -> None:
    hand_in(followup=asked, note="Sudah.", by=cast.aminah)
    for due in (None, date(2026, 11, 2)):
        with pytest.raises(ValidationError, match="tanggal yang akan datang"):
            look_again(followup=asked, is_accepted=False, asked="Lagi", due_on=due, by=cast.baso)


def test_the_assessor_may_still_close_it_with_another_proof(cast: Cast, asked: FollowUp) -> None:
    close_followup(followup=asked, by=cast.baso, proof="RPP yang baru saya lihat di kelas IV.")
    assert "Menunggu guru" not in page(cast.baso, at(asked))


def test_what_waits_stands_in_a_list_the_latest_due_last(cast: Cast, asked: FollowUp) -> None:
    other = shared(cast.aminah, cast.baso, 2, code="telaah-modul-ajar").followups.get()
    FollowUp.objects.filter(pk=other.pk).update(due_on=date(2026, 11, 1), text="Lengkapi lampiran")
    for followup in (asked, other):
        hand_in(followup=FollowUp.objects.get(pk=followup.pk), note="Sudah.", by=cast.aminah)
    told = page(cast.baso, "/supervisi/tindak-lanjut/?tampil=diperbaiki")
    assert told.index("Lengkapi lampiran") < told.index("Cocokkan tujuan")
    assert told.count("Menunggu dilihat lagi</span>") == 2


def test_a_lesson_is_closed_by_its_teacher_as_before(cast: Cast) -> None:
    followup = shared(cast.aminah, cast.baso).followups.get()
    assert "Sudah dikerjakan?" in page(cast.aminah, at(followup))
    assert Assessment.objects.get(pk=followup.assessment_id).instrument.is_of_lessons
