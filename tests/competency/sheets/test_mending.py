"""Class, date, teacher and instrument of a draft are mended without losing what was filled."""

from datetime import time
from typing import Any

import pytest

from competency.instruments.actions import publish_instrument
from competency.models import Assessment, Instrument
from competency.sheets.actions import save_review
from competency.sheets.mending_actions import SheetData, mend_draft
from core.refusals import Refused
from core.revisions import Overtaken
from madrasah.models import Assignment, Placement
from tests.cast import Cast, client_of
from tests.clock import days_from_now, today
from tests.competency.sheet_makers import current, document_of, draft, fill, publish, review, shared
from tests.factories import make_teacher

pytestmark = pytest.mark.django_db


def address(sheet: Assessment) -> str:
    return f"/supervisi/lembar/{sheet.pk}/data/"


def posted(sheet: Assessment, **more: Any) -> dict[str, Any]:
    plain = {"teacher": sheet.teacher_id, "instrument": sheet.instrument_id, "class_name": sheet.class_name}
    return plain | {"observed_on": sheet.observed_on.isoformat(), "revision": current(sheet).revision} | more


def data_of(sheet: Assessment, **more: Any) -> SheetData:
    return SheetData(**{name: getattr(sheet, name) for name in SheetData.__dataclass_fields__} | more)


def mend(sheet: Assessment, by: Any, **more: Any) -> Assessment:
    extra = {name: more.pop(name) for name in ("may_lose",) if name in more}
    return mend_draft(assessment=sheet, data=data_of(sheet, **more), revision=current(sheet).revision, by=by, **extra)


def newer(change: Any) -> Instrument:
    """A later version of the summary's instrument."""
    document = document_of() | {"version": "9.9"}
    change(document)
    return publish_instrument(document=document)[0]


def drop_first(document: dict[str, Any]) -> None:
    document["groups"][0]["indicators"][0]["text"] = "Pertanyaan lain sama sekali"


def full(cast: Cast) -> Assessment:
    sheet = draft(cast.aminah, cast.daeng, class_name="IV")
    return current(fill(sheet, 1, **{code: "Terlihat." for code in sheet.instrument.definition.codes}))


def test_class_date_and_time_change_and_every_answer_stays(cast: Cast) -> None:
    sheet, client = full(cast), client_of(cast.daeng)
    assert 'value="IV"' in client.get(address(sheet)).content.decode()
    wanted = posted(sheet, class_name="V", observed_on=days_from_now(-1).isoformat(), starts_at="07.30")
    assert client.post(address(sheet), wanted).url == f"/supervisi/lembar/{sheet.pk}/periksa/"
    after = current(sheet)
    assert (after.class_name, after.observed_on, after.starts_at) == ("V", days_from_now(-1), time(7, 30))
    assert (after.answers.count(), after.notes.count()) == (30, 30)
    assert after.revision == sheet.revision + 1


def test_the_same_again_changes_nothing(cast: Cast) -> None:
    sheet = full(cast)
    assert mend(sheet, cast.daeng).revision == sheet.revision


def test_an_older_page_overwrites_nothing(cast: Cast) -> None:
    sheet = draft(cast.aminah, cast.daeng)
    page = posted(sheet, class_name="V")
    fill(sheet)
    answer = client_of(cast.daeng).post(address(sheet), page)
    assert answer.status_code == 200 and "sudah diubah dari perangkat atau halaman lain" in answer.content.decode()
    assert 'value="V"' in answer.content.decode() and current(sheet).class_name == ""
    with pytest.raises(Overtaken):
        mend_draft(assessment=sheet, data=data_of(sheet, class_name="V"), revision=1, by=cast.daeng)


def test_another_teacher_takes_class_madrasah_and_tindak_lanjut_along(cast: Cast) -> None:
    sheet = full(cast)
    save_review(assessment=sheet, review=review(sheet), by=cast.daeng)
    Placement.objects.filter(person=cast.gita.person).update(class_name="VI-A")
    after = mend(sheet, cast.daeng, teacher=cast.gita.person, class_name="")
    assert (after.teacher, after.madrasah, after.class_name) == (cast.gita.person, cast.dua, "VI-A")
    assert after.followups.get().owner == cast.gita.person
    assert after.answers.count() == 30


def test_a_teacher_the_author_may_not_observe_is_refused(cast: Cast) -> None:
    sheet, outside = draft(cast.aminah, cast.baso), make_teacher(cast.tiga)
    for teacher, sentence in (
        (cast.gita.person, "tidak tercatat bertugas di madrasah Anda"),
        (outside, "tidak tercatat bertugas di madrasah Anda"),
        (cast.baso.person, "tidak dapat menilai diri sendiri"),
    ):
        with pytest.raises(Refused, match=sentence):
            mend(sheet, cast.baso, teacher=teacher)
    page = client_of(cast.baso).post(address(sheet), posted(sheet, teacher=outside.pk)).content.decode()
    assert "tidak ada dalam daftar" in page


def test_a_day_to_come_is_refused_with_what_was_typed(cast: Cast) -> None:
    sheet = draft(cast.aminah, cast.daeng)
    wanted = posted(sheet, observed_on=days_from_now(2).isoformat(), class_name="V")
    page = client_of(cast.daeng).post(address(sheet), wanted).content.decode()
    assert "masih jauh" in page and 'value="V"' in page


def test_a_change_of_instrument_says_what_is_lost_before_and_keeps_the_rest(cast: Cast) -> None:
    sheet, client, new = full(cast), client_of(cast.daeng), newer(drop_first)
    wanted = posted(sheet, instrument=new.pk)
    page = client.post(address(sheet), wanted).content.decode()
    assert "Yang akan hilang: isian butir 1," in page and "29 jawaban dan 29 catatan" in page
    assert current(sheet).instrument == sheet.instrument
    assert f'name="accepted" value="{new.pk}"' in page
    assert client.post(address(sheet), wanted | {"accepted": new.pk}).status_code == 302
    after = current(sheet)
    assert (after.instrument, after.answers.count(), after.notes.count()) == (new, 29, 29)


def test_losses_of_one_instrument_are_not_accepted_for_another(cast: Cast) -> None:
    sheet, new = full(cast), newer(drop_first)
    wanted = posted(sheet, instrument=new.pk, accepted=publish("telaah-rpp").pk)
    assert "Yang akan hilang" in client_of(cast.daeng).post(address(sheet), wanted).content.decode()
    with pytest.raises(Refused, match="yang sudah diisi akan hilang"):
        mend(sheet, cast.daeng, instrument=new)
    assert current(sheet).answers.count() == 30


def test_an_instrument_with_nothing_in_common_is_refused_unless_nothing_was_filled(cast: Cast) -> None:
    sheet, other = full(cast), publish("telaah-rpp")
    with pytest.raises(Refused, match="Buat lembar baru"):
        mend(sheet, cast.daeng, instrument=other, may_lose=True)
    page = client_of(cast.daeng).post(address(sheet), posted(sheet, instrument=other.pk, accepted=other.pk))
    assert "Buat lembar baru" in page.content.decode()
    assert current(sheet).answers.count() == 30
    assert mend(draft(cast.aminah, cast.daeng), cast.daeng, instrument=other).instrument == other


def test_what_was_shared_is_not_mended(cast: Cast) -> None:
    sheet = shared(cast.aminah, cast.daeng)
    with pytest.raises(Refused, match="tidak diubah lagi"):
        mend(sheet, cast.daeng, class_name="V")
    assert client_of(cast.daeng).get(address(sheet)).status_code == 403


def test_only_the_keeper_in_office_mends(cast: Cast) -> None:
    sheet = draft(cast.aminah, cast.daeng)
    with pytest.raises(Refused, match="Hanya pemegang lembar"):
        mend(sheet, cast.baso, class_name="V")
    cast.daeng.person.assignments.update(until=days_from_now(-1))
    with pytest.raises(Refused, match="sudah berakhir"):
        mend(sheet, cast.daeng, class_name="V")


def test_who_took_a_draft_over_changes_neither_teacher_nor_day(cast: Cast) -> None:
    sheet = draft(cast.aminah, cast.daeng)
    Assessment.objects.update(keeper=cast.baso.person)
    sheet = current(sheet)
    assert mend(sheet, cast.baso, class_name="V").class_name == "V"
    for change in ({"observed_on": days_from_now(-1)}, {"teacher": make_teacher(cast.satu)}):
        with pytest.raises(Refused, match="seperti yang dicatat"):
            mend(current(sheet), cast.baso, **change)


def test_a_teacher_who_moved_meanwhile_stays_on_the_sheet(cast: Cast) -> None:
    sheet = draft(cast.aminah, cast.baso)
    Placement.objects.filter(person=cast.aminah.person).update(until=today())
    Assignment.objects.filter(person=cast.aminah.person).update(until=today())
    Assessment.objects.update(observed_on=days_from_now(-400))
    sheet = current(sheet)
    answer = client_of(cast.baso).post(address(sheet), posted(sheet, class_name="V"))
    assert answer.status_code == 302 and current(sheet).class_name == "V"
