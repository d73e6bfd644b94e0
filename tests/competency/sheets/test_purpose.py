"""Formatif or sumatif: a yearly rating says which it is, no other sheet does, and no figure mixes the two."""

import pytest

from competency.models import Assessment, Visit
from competency.sharing.actions import share_assessment
from competency.sheets.mending_actions import SheetData, mend_draft
from competency.sheets.reads import usual_of
from competency.summary.reports import summary_of
from core.refusals import Refused
from tests.cast import Cast, client_of
from tests.clock import today
from tests.competency.sheet_makers import current, draft, fill, publish, review, shared
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db
YEARLY = "pkg-2010"


def data_of(sheet: Assessment, **changes: object) -> SheetData:
    fields = {name: getattr(sheet, name) for name in SheetData.__dataclass_fields__}
    return SheetData(**fields | changes)


def test_a_yearly_rating_is_not_begun_without_it(cast: Cast) -> None:
    with pytest.raises(Refused, match="formatif"):
        draft(cast.aminah, cast.baso, code=YEARLY)
    assert draft(cast.aminah, cast.baso, code=YEARLY, purpose="sumatif").purpose == "sumatif"


def test_an_observation_keeps_none(cast: Cast) -> None:
    assert draft(cast.aminah, cast.baso, purpose="sumatif").purpose == ""


def test_the_page_asks_for_it_and_lists_tell_it(cast: Cast) -> None:
    publish(), publish(YEARLY)
    baso = Visitor()
    baso.client = client_of(cast.baso)
    baso.opens("/supervisi/lembar/baru/")
    baso.presses("Mulai mengisi", teacher="Aminah Contoh", instrument="Nilai kinerja guru").reads(
        "pilih dulu, formatif"
    )
    baso.presses("Mulai mengisi", purpose="Sumatif").reads("PKG sumatif · Bu Aminah")
    baso.opens("/supervisi/lembar/").reads("PKG sumatif")


def test_where_no_yearly_rating_is_offered_nobody_is_asked(cast: Cast) -> None:
    publish()
    assert "sumatif" not in client_of(cast.baso).get("/supervisi/lembar/baru/").content.decode()


def test_a_draft_is_mended_from_one_to_the_other_and_loses_it_with_the_instrument(cast: Cast) -> None:
    sheet = draft(cast.aminah, cast.baso, code=YEARLY, purpose="formatif")
    mended = mend_draft(assessment=sheet, data=data_of(sheet, purpose="sumatif"), revision=sheet.revision, by=cast.baso)
    assert mended.purpose == "sumatif"
    with pytest.raises(Refused, match="formatif"):
        mend_draft(assessment=sheet, data=data_of(sheet, purpose=""), revision=mended.revision, by=cast.baso)
    other = data_of(mended, instrument=publish())
    assert mend_draft(assessment=sheet, data=other, revision=mended.revision, by=cast.baso).purpose == ""


def test_one_begun_before_it_was_asked_is_not_shared_without_it(cast: Cast) -> None:
    sheet = fill(draft(cast.aminah, cast.baso, code=YEARLY, purpose="formatif"))
    Assessment.objects.update(purpose="")
    with pytest.raises(Refused, match="formatif"):
        share_assessment(assessment=current(sheet), by=cast.baso, review=review(sheet))


def test_the_result_shows_it_to_the_teacher(cast: Cast) -> None:
    sheet = shared(cast.aminah, cast.baso, code=YEARLY, purpose="sumatif")
    path = f"/supervisi/lembar/{sheet.pk}/"
    assert "Sumatif" in client_of(cast.aminah).get(path).content.decode()
    Assessment.objects.update(purpose="")
    assert "formatif atau sumatif tidak dicatat" in client_of(cast.aminah).get(path).content.decode()


def test_a_summary_never_mixes_the_two(cast: Cast, settings) -> None:
    for value, purpose in ((1, "formatif"), (2, "sumatif")):
        shared(cast.aminah, cast.baso, value=value, code=YEARLY, purpose=purpose, on=today())
    found = summary_of(cast.aminah.person, cast.semester, cast.aminah)
    assert {other.name: len(other.sheets) for other in found.others} == {"PKG sumatif": 1, "PKG formatif": 1}
    settings.SUMMARY_INSTRUMENT = YEARLY
    found = summary_of(cast.aminah.person, cast.semester, cast.aminah)
    assert [sheet.purpose for sheet in found.sheets] == ["sumatif"]
    assert "hanya penilaian sumatif" in client_of(cast.aminah).get("/kompetensi/").content.decode()
    assert [other.name for other in found.others] == ["PKG formatif"]


def test_a_visit_to_a_lesson_never_begins_a_yearly_rating(cast: Cast) -> None:
    lesson = publish()
    draft(cast.aminah, cast.baso, code=YEARLY, purpose="formatif")
    assert usual_of(Visit.Kind.LESSON, cast.baso) == lesson
