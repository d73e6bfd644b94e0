"""A form filled by pen is typed in on one page, in its own order, and says by whom."""

import re
from datetime import date
from uuid import uuid4

import pytest
from django.test import Client

from competency.instruments.actions import publish_instrument
from competency.models import Assessment, PaperCopy
from competency.paper_forms.actions import Written, type_form
from competency.paper_forms.codes import code_of
from competency.sharing.actions import share_assessment
from core.refusals import Refused
from tests.cast import Cast, client_of
from tests.clock import on_day
from tests.competency.sheet_makers import current, document_of, fill, publish, review
from tests.competency.visit_makers import planned
from tests.kkg.paper_makers import picture, text_of

pytestmark = on_day(2026, 11, 23)


def address(code: str) -> str:
    return f"/supervisi/kertas/{code}/"


def on_paper(cast: Cast, observer=None, **more) -> dict[str, object]:
    """What a hand types off a form: head, one item, words."""
    person = (observer or cast.baso).person
    head = {"teacher": cast.aminah.person_id, "observer": person.pk, "observed_on": "2026-11-20", "class_name": "IV"}
    below = {"strengths": "Salam hangat.", "suggestions": "Pakai alat peraga.", "followup": "Membuat alat peraga"}
    hidden = {"client_token": uuid4(), "revision": 0}
    return head | below | hidden | {"butir-GT-PED.1": "1", "butir-GT-PED.2": "tt"} | more


def typed(client: Client, code: str, **values: object):
    instrument = client.get(address(code)).context["instrument"]
    return client.post(address(code), {"instrument": instrument.pk} | values)


def test_items_stand_in_the_order_of_the_paper_on_one_page_without_any_script(cast: Cast) -> None:
    instrument = publish("supervisi-pembelajaran")
    page = client_of(cast.baso).get(address(code_of(instrument.pk))).content.decode()
    legends = re.findall(r"<legend><small>(\d+)\.</small> (.*?)</legend>", page)
    assert [number for number, _ in legends] == [str(number) for number in range(1, 38)]
    assert page.count('type="submit"') == 1
    assert 'enctype="multipart/form-data"' in page


def test_one_save_makes_the_draft_with_day_observer_words_photo_and_who_typed(cast: Cast) -> None:
    code, client = code_of(publish().pk), client_of(cast.baso)
    answer = typed(client, code, **on_paper(cast, photo=picture(), helper_name="Rina Contoh"))
    sheet = Assessment.objects.get()
    assert answer.url == f"/supervisi/lembar/{sheet.pk}/"
    assert (str(sheet.observed_on), sheet.observer, sheet.keeper) == ("2026-11-20", cast.baso.person, cast.baso.person)
    assert (sheet.strengths, sheet.suggestions, sheet.followups.get().text) == (
        "Salam hangat.",
        "Pakai alat peraga.",
        "Membuat alat peraga",
    )
    assert sorted(sheet.answers.values_list("indicator", "value")) == [("GT-PED.1", 1), ("GT-PED.2", None)]
    assert (sheet.paper.code, sheet.paper.typed_by, sheet.paper.helper_name) == (code, cast.baso, "Rina Contoh")
    assert client.get(f"/supervisi/lembar/{sheet.pk}/kertas/foto/")["Content-Type"] == "image/jpeg"


def test_sheet_and_paper_say_that_it_was_typed_and_by_whom(cast: Cast) -> None:
    typed(client_of(cast.baso), code_of(publish().pk), **on_paper(cast, helper_name="Rina Contoh"))
    sheet = Assessment.objects.get()
    words = f"oleh {cast.baso}, 23 Nov 2026"
    for path in ("", "periksa/"):
        answer = client_of(cast.baso).get(f"/supervisi/lembar/{sheet.pk}/{path}", follow=True)
        page = " ".join(answer.content.decode().split())
        assert f"diketik dari kertas {words}" in page and "dibantu Rina Contoh" in page
    text = text_of(client_of(cast.baso).get(f"/supervisi/lembar/{sheet.pk}/lembar.pdf"))
    assert "Diketik dari kertas" in text and "dibantu Rina Contoh" in text


def test_who_types_for_another_carries_on_and_the_observer_stays_who_saw(cast: Cast) -> None:
    code, client = code_of(publish().pk), client_of(cast.daeng)
    refused = typed(client, code, **on_paper(cast, cast.baso))
    assert "lampirkan foto kertasnya" in refused.content.decode()
    assert not Assessment.objects.exists()
    typed(client, code, **on_paper(cast, cast.baso, photo=picture()))
    sheet = Assessment.objects.get()
    assert (sheet.observer, sheet.keeper, sheet.paper.typed_by) == (cast.baso.person, cast.daeng.person, cast.daeng)
    assert client_of(cast.baso).get(f"/supervisi/lembar/{sheet.pk}/").status_code == 200
    assert client_of(cast.aminah).get(f"/supervisi/lembar/{sheet.pk}/").status_code == 404


@pytest.mark.parametrize("who", ["citra", "aminah"])
def test_only_who_was_in_office_there_on_that_day_stands_as_observer(cast: Cast, who: str) -> None:
    with pytest.raises(Refused):
        type_form(
            code="X",
            observer=cast.everyone[who].person,
            answers={},
            notes={},
            written=Written(),
            photo=picture(),
            helper_name="",
            by=cast.daeng,
            teacher=cast.aminah.person,
            instrument=publish(),
            observed_on=date(2026, 11, 20),
            client_token=uuid4(),
        )


def test_sent_twice_it_is_one_sheet_and_nothing_later_is_written_over(cast: Cast) -> None:
    code, client = code_of(publish().pk), client_of(cast.baso)
    sent = on_paper(cast, photo=picture())
    typed(client, code, **sent)
    typed(client, code, **sent | {"photo": picture()})
    sheet = Assessment.objects.get()
    assert PaperCopy.objects.count() == 1
    client.post(f"/supervisi/lembar/{sheet.pk}/periksa/", {"strengths": "Diubah.", "revision": sheet.revision})
    again = typed(client, code, **sent | {"photo": picture(), "strengths": "Lain lagi."})
    assert "sudah diubah dari perangkat atau halaman lain" in again.content.decode()
    assert current(sheet).strengths == "Diubah."


def test_nothing_typed_is_lost_when_something_is_wrong(cast: Cast) -> None:
    code = code_of(publish().pk)
    page = typed(client_of(cast.baso), code, **on_paper(cast, **{"observed_on": "", "butir-GT-PED.3": "9"}))
    text = page.content.decode()
    assert "Butir 3: pilihan itu tidak ada" in text
    assert "Salam hangat." in text
    assert re.search(r'name="butir-GT-PED.1"\s+value="1"[^>]*checked', text)


def test_a_form_of_a_planned_visit_is_typed_by_who_came_or_by_a_superior_for_them(cast: Cast) -> None:
    visit, instrument = planned(cast.aminah, cast.baso), publish()
    code = code_of(instrument.pk, visit.pk)
    page = client_of(cast.daeng).get(address(code))
    assert page.context["form"]["observed_on"].value() is None  # the day is the pen's
    assert client_of(cast.aminah).get(address(code)).status_code == 403
    assert client_of(cast.citra).get(address(code)).status_code == 404
    typed(client_of(cast.daeng), code, **on_paper(cast, cast.baso, photo=picture(), observed_on="2026-11-23"))
    assert visit.sheets.get().observer == cast.baso.person
    assert client_of(cast.baso).get(address(code)).status_code == 403


def test_paper_of_an_old_version_is_typed_in_as_that_version(cast: Cast) -> None:
    old = publish()
    publish_instrument(document=document_of() | {"version": "2.0"})
    typed(client_of(cast.baso), code_of(old.pk), **on_paper(cast))
    assert Assessment.objects.get().instrument == old


def test_the_photo_is_for_who_wrote_and_who_carries_on_also_once_shared(cast: Cast) -> None:
    sheet = typed_and_shared(cast)
    path = f"/supervisi/lembar/{sheet.pk}/kertas/foto/"
    found = {who: client_of(cast.everyone[who]).get(path).status_code for who in ("baso", "aminah", "daeng", "citra")}
    assert found == {"baso": 200, "aminah": 403, "daeng": 403, "citra": 404}


def typed_and_shared(cast: Cast) -> Assessment:
    typed(client_of(cast.baso), code_of(publish().pk), **on_paper(cast, photo=picture()))
    sheet = fill(Assessment.objects.get())
    share_assessment(assessment=sheet, by=cast.baso, review=review(sheet))
    return current(sheet)


def test_a_form_is_typed_with_one_tap_an_item_and_few_besides(cast: Cast) -> None:
    """Counted on the page itself: each control that must be touched, two taps for a chosen name or a date."""
    instrument = publish("supervisi-pembelajaran")
    page = client_of(cast.baso).get(address(code_of(instrument.pk)))
    items = len(instrument.definition.indicators)
    needed = [field for field in page.context["form"].visible_fields() if field.field.required]
    taps = items + 2 * len(needed) + 1
    print(f"{items} butir dari kertas: {taps} ketukan")
    assert {field.name for field in needed} == {"teacher", "observer", "observed_on"}
    assert taps <= 44
