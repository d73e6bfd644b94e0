"""The short talk before a lesson: whose words, who may write, where it is read, and until when."""

import pytest
from django.urls import reverse

from competency.models import Visit
from competency.sharing.actions import share_assessment
from competency.sheets.start_actions import begin_visit
from competency.visits.actions import call_off_visit, hold_talk
from core.refusals import Refused
from core.revisions import Overtaken
from madrasah.models import User
from tests.cast import Cast, client_of
from tests.competency.sheet_makers import fill, publish, review, shared
from tests.competency.visit_makers import planned
from tests.worlds import standing

WISH = "Apakah Rahmat ikut bertanya"


@standing
def visit(cast: Cast) -> Visit:
    publish()
    return planned(cast.aminah, cast.baso)


def page_of(user: User, name: str, *args: int) -> str:
    return " ".join(client_of(user).get(reverse(f"competency:{name}", args=args)).content.decode().split())


def test_the_teachers_own_words_stand_on_top_of_the_filling_pages_and_with_the_result(cast: Cast, visit: Visit) -> None:
    client_of(cast.aminah).post(
        reverse("competency:visit-talk", args=[visit.pk]), {"wanted": WISH, "revision": visit.revision}
    )
    sheet = begin_visit(visit=visit, by=cast.baso)
    for stage in (1, 2):
        assert WISH in page_of(cast.baso, "assessment-fill", sheet.pk, stage)
    share_assessment(assessment=fill(sheet), by=cast.baso, review=review(sheet))
    for page in (
        page_of(cast.baso, "assessment-detail", sheet.pk),
        page_of(cast.daeng, "assessment-version", sheet.pk, 1),
    ):
        assert WISH in page and "Ditulis guru sendiri." in page


def test_the_observer_may_note_it_for_the_teacher_and_says_so(cast: Cast, visit: Visit) -> None:
    hold_talk(visit=visit, wanted=WISH, rpp_seen="Penilaian belum ditulis", revision=visit.revision, by=cast.baso)
    page = page_of(cast.aminah, "visit-detail", visit.pk)
    assert "Dicatat pengamat, dengan kata-kata guru." in page and "Penilaian belum ditulis" in page


def test_two_who_write_at_once_are_stopped_and_the_same_words_again_change_nothing(cast: Cast, visit: Visit) -> None:
    for _ in range(2):
        hold_talk(visit=visit, wanted=WISH, revision=visit.revision, by=cast.aminah)
    with pytest.raises(Overtaken):
        hold_talk(visit=visit, wanted="Lain", rpp_seen="", revision=visit.revision, by=cast.baso)


def test_what_was_seen_in_the_rpp_is_not_the_teachers_to_say(cast: Cast, visit: Visit) -> None:
    with pytest.raises(Refused, match="direncanakan untuk"):
        hold_talk(visit=visit, wanted="", rpp_seen="Lengkap", revision=visit.revision, by=cast.aminah)
    assert "rpp_seen" not in page_of(cast.aminah, "visit-talk", visit.pk)


def test_once_the_result_is_shared_the_talk_stands_as_it_was(cast: Cast, visit: Visit) -> None:
    sheet = fill(begin_visit(visit=visit, by=cast.baso))
    hold_talk(visit=visit, wanted=WISH, revision=visit.revision, by=cast.aminah)
    share_assessment(assessment=sheet, by=cast.baso, review=review(sheet))
    with pytest.raises(Refused, match="percakapan awalnya tetap"):
        hold_talk(visit=visit, wanted="", revision=visit.revision, by=cast.aminah)


def test_a_visit_called_off_and_one_of_others_has_no_talk(cast: Cast, visit: Visit) -> None:
    with pytest.raises(Refused, match="ditulis oleh guru atau yang mengamati"):
        hold_talk(visit=visit, wanted=WISH, revision=visit.revision, by=cast.daeng)
    call_off_visit(visit=visit, reason="Ujian", by=cast.baso)
    with pytest.raises(Refused, match="sudah dibatalkan"):
        hold_talk(visit=visit, wanted=WISH, revision=visit.revision, by=cast.aminah)


def test_the_telaah_of_the_semester_is_one_tap_away_for_who_may_read_it(cast: Cast, visit: Visit) -> None:
    sheet = shared(cast.aminah, cast.daeng, code="telaah-rpp", value=2)
    link = reverse("competency:assessment-detail", args=[sheet.pk])
    assert link in page_of(cast.baso, "visit-detail", visit.pk) and link in page_of(cast.baso, "visit-talk", visit.pk)
