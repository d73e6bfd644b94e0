"""A teacher who serves at two madrasah of one reader: where a lesson was seen is asked, never guessed."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from competency.models import Assessment, Visit
from competency.sheets.mending_actions import SheetData, mend_draft
from core.refusals import Refused
from tests.cast import LONG_AGO, Cast, client_of
from tests.clock import today
from tests.competency.sheet_makers import draft, publish, shared

pytestmark = pytest.mark.django_db
ASKED = "bertugas di MI Contoh Satu dan MI Contoh Dua"


@pytest.fixture(autouse=True)
def at_both(cast: Cast) -> None:
    """Aminah of Satu teaches at Dua, too; Daeng supervises both."""
    cast.aminah.person.placements.create(madrasah=cast.dua, since=LONG_AGO, is_home=False, class_name="VI")


def sent(cast: Cast, **more: object) -> dict[str, object]:
    told = {"teacher": cast.aminah.person_id, "client_token": str(uuid4())}
    return told | {"instrument": publish().pk, "observed_on": today().isoformat()} | more


def planned(cast: Cast, **more: object) -> dict[str, object]:
    told = {"teacher": cast.aminah.person_id, "observer": cast.daeng.person_id, "client_token": str(uuid4())}
    return told | {"kind": Visit.Kind.LESSON.value, "day": today().isoformat()} | more


def test_a_sheet_belongs_where_its_lesson_was_and_only_the_kepala_there_reads_it(cast: Cast) -> None:
    sheet = shared(cast.aminah, cast.daeng, place=cast.dua)
    assert (sheet.madrasah, sheet.class_name) == (cast.dua, "VI")
    page = reverse("competency:assessment-detail", args=[sheet.pk])
    assert [client_of(who).get(page).status_code for who in (cast.citra, cast.baso)] == [200, 404]


def test_the_start_asks_where_and_keeps_what_was_typed(cast: Cast) -> None:
    client, page = client_of(cast.daeng), reverse("competency:assessment-start")
    told = sent(cast, lesson_topic="Pecahan")
    answer = client.post(page, told).content.decode()
    assert ASKED in answer
    assert "Pecahan" in answer
    client.post(page, told | {"place": cast.dua.pk})
    assert Assessment.objects.get().madrasah == cast.dua


def test_a_plan_asks_where(cast: Cast) -> None:
    client, page = client_of(cast.daeng), reverse("competency:visit-plan")
    told = planned(cast)
    assert ASKED in client.post(page, told).content.decode()
    for _press in "ab":
        client.post(page, told | {"place": cast.dua.pk})
    assert Visit.objects.get().madrasah == cast.dua


def test_who_leads_one_of_the_two_is_not_asked(cast: Cast) -> None:
    for page in ("competency:assessment-start", "competency:visit-plan"):
        assert 'name="place"' not in client_of(cast.citra).get(reverse(page)).content.decode()
    assert draft(cast.aminah, cast.citra).madrasah == cast.dua


def test_a_madrasah_where_the_teacher_does_not_serve_is_refused(cast: Cast) -> None:
    cast.aminah.person.placements.filter(madrasah=cast.dua).update(until=today() - timedelta(days=1))
    with pytest.raises(Refused, match="tidak tercatat bertugas di MI Contoh Dua"):
        draft(cast.aminah, cast.daeng, place=cast.dua)
    assert draft(cast.aminah, cast.daeng).madrasah == cast.satu


def test_a_draft_stays_at_its_madrasah_when_its_day_is_put_right(cast: Cast) -> None:
    sheet = draft(cast.aminah, cast.daeng, place=cast.dua)
    data = SheetData(cast.aminah.person, sheet.instrument, max(cast.semester.starts_on, today() - timedelta(days=1)))
    assert mend_draft(assessment=sheet, data=data, revision=sheet.revision, by=cast.daeng).madrasah == cast.dua
