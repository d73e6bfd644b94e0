"""A fact caught during the lesson: one box, one press, its time; tied to an item later, never lost and never twice."""

from datetime import time
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from competency.models import Assessment, Note, Sighting
from competency.sharing.actions import share_assessment
from competency.sheets.actions import save_stage
from competency.sheets.noted import Sighted
from competency.sheets.start_actions import start_filled
from competency.sheets.tying_actions import tie_sighting
from core.refusals import Refused
from tests.cast import Cast, client_of
from tests.clock import today
from tests.competency.sheet_makers import current, draft, fill, publish, review
from tests.worlds import standing

pytestmark = pytest.mark.django_db


@standing
def sheet(cast: Cast) -> Assessment:
    return draft(cast.aminah, cast.baso)


def at(sheet: Assessment, part: str = "isi/1/") -> str:
    return f"/supervisi/lembar/{sheet.pk}/{part}"


def first_code(sheet: Assessment) -> str:
    return sheet.instrument.definition.screens()[0].indicators[0].code


def sent(sheet: Assessment, *texts: str, go: str = "catat", **more: str) -> dict[str, str]:
    """The screen as it stands, with these words in the boxes."""
    screen = sheet.instrument.definition.screens()[0]
    codes = [indicator.code for indicator in screen.indicators]
    boxes = {f"kejadian-{number}": text for number, text in enumerate(texts)}
    keys = {f"kejadian-{number}-kunci": str(uuid4()) for number in range(3)}
    return {"revision": str(current(sheet).mark_of(codes)), "go": go} | keys | boxes | more


def words(client: Client, address: str) -> str:
    return " ".join(client.get(address).content.decode().split())


def test_one_box_and_one_press_note_what_happened_and_when(cast: Cast, sheet: Assessment) -> None:
    client = client_of(cast.baso)
    assert 'name="kejadian-0"' in words(client, at(sheet))
    data = sent(sheet, "Anak-anak berebut alat peraga", **{"kejadian-0-pukul": "08.22"})
    assert client.post(at(sheet), data).url == f"{at(sheet)}#kejadian"
    row = Sighting.objects.get()
    assert (row.text, row.seen_at, row.used_for) == ("Anak-anak berebut alat peraga", time(8, 22), "")
    page = words(client, at(sheet))
    assert "<b>08.22</b> Anak-anak berebut alat peraga" in page and "1 kejadian belum dikaitkan" in page


def test_without_a_time_it_is_the_moment_of_writing(cast: Cast, sheet: Assessment) -> None:
    client = client_of(cast.baso)
    client.post(at(sheet), sent(sheet, "Guru menyapa"))
    assert Sighting.objects.get().seen_at is None and "ditulis" in words(client, at(sheet))


def test_what_the_page_sends_by_itself_is_kept_and_once(cast: Cast, sheet: Assessment) -> None:
    client, data = client_of(cast.baso), sent(sheet, "Guru meny")
    whole = data | {"kejadian-0": "Guru menyapa tiap meja"}
    for body in (data, whole, whole):
        assert client.post(at(sheet, "simpan/1/"), body, headers={"X-Autosave": "1"}).status_code == 200
    again = sent(sheet, "Guru menyapa tiap meja")  # the page was loaded again, with other keys
    client.post(at(sheet), again)
    assert [row.text for row in Sighting.objects.all()] == ["Guru menyapa tiap meja"]
    client.post(at(sheet, "simpan/1/"), whole | {"kejadian-0": ""}, headers={"X-Autosave": "1"})
    assert not Sighting.objects.exists(), "taken away again in the same box"


def test_several_may_wait_and_come_together_with_the_scores(cast: Cast, sheet: Assessment) -> None:
    code = first_code(sheet)
    data = sent(sheet, "Satu", "Dua", "Tiga", go="next", **{f"butir-{code}": "2"})
    assert client_of(cast.baso).post(at(sheet), data).url == at(sheet, "isi/2/")
    assert sorted(row.text for row in Sighting.objects.all()) == ["Dua", "Satu", "Tiga"]
    assert current(sheet).draft_answers() == {code: 2}


def test_a_time_alone_comes_back_with_a_sentence_and_nothing_is_lost(cast: Cast, sheet: Assessment) -> None:
    data = sent(sheet, "", "Dua", **{"kejadian-0-pukul": "08.22"})
    page = client_of(cast.baso).post(at(sheet), data).content.decode()
    assert "Tulis apa yang terjadi pada jam itu" in page and 'value="Dua"' in page
    assert data["kejadian-1-kunci"] in page, "the same fact once it is sent again"
    assert not Sighting.objects.exists()


def test_one_tap_makes_it_the_note_of_an_item(cast: Cast, sheet: Assessment) -> None:
    client, code = client_of(cast.baso), first_code(sheet)
    client.post(at(sheet), sent(sheet, "Guru menyapa", **{"kejadian-0-pukul": "07.31"}))
    row = Sighting.objects.get()
    assert f'value="pakai:{row.pk}:{code}"' in words(client, at(sheet))
    for _ in range(2):
        data = sent(sheet, go=f"pakai:{row.pk}:{code}")
        kept = {f"catatan-{code}": note.text for note in Note.objects.all()}
        times = {f"pukul-{code}": str(note.seen_at)[:5] for note in Note.objects.all()}
        assert client.post(at(sheet), data | kept | times).url == f"{at(sheet)}#butir-1"
    note = Note.objects.get()
    assert (note.text, note.seen_at) == ("Guru menyapa", time(7, 31))
    assert "belum dikaitkan" not in words(client, at(sheet))


def test_tied_to_an_item_that_has_a_note_it_stands_below_it(cast: Cast, sheet: Assessment) -> None:
    client, code = client_of(cast.baso), first_code(sheet)
    client.post(at(sheet), sent(sheet, "Guru menyapa", **{f"catatan-{code}": "Salam dijawab"}))
    pk = Sighting.objects.get().pk
    client.post(at(sheet), sent(sheet, go=f"pakai:{pk}:{code}", **{f"catatan-{code}": "Salam dijawab"}))
    assert Note.objects.get().text.splitlines() == ["Salam dijawab", "Guru menyapa"]


def test_what_is_left_aside_comes_back(cast: Cast, sheet: Assessment) -> None:
    client = client_of(cast.baso)
    client.post(at(sheet), sent(sheet, "Salah lihat"))
    pk = Sighting.objects.get().pk
    client.post(at(sheet), sent(sheet, go=f"sisihkan:{pk}"))
    assert "Pakai lagi" in words(client, at(sheet)) and "belum dikaitkan" not in words(client, at(sheet))
    client.post(at(sheet), sent(sheet, go=f"ambil:{pk}"))
    assert "1 kejadian belum dikaitkan" in words(client, at(sheet))


@pytest.mark.parametrize("go", ["pakai:999:x", "pakai:", "sisihkan:satu", "pakai:99999999999999999999:x", "ambil:1"])
def test_a_button_that_leads_nowhere_breaks_nothing(cast: Cast, sheet: Assessment, go: str) -> None:
    assert client_of(cast.baso).post(at(sheet), sent(sheet, go=go)).status_code == 302


def test_what_is_of_no_item_is_shared_with_nobody(cast: Cast, sheet: Assessment) -> None:
    client_of(cast.baso).post(at(sheet), sent(sheet, "Hanya untuk saya"))
    filled = fill(sheet)
    assert "1 kejadian belum dikaitkan" in words(client_of(cast.baso), at(sheet, "periksa/"))
    version = share_assessment(assessment=filled, by=cast.baso, review=review(filled))
    assert version.notes == []
    for user in (cast.aminah, cast.daeng):
        assert "Hanya untuk saya" not in client_of(user).get(at(sheet, ""), follow=True).content.decode()


def test_a_sheet_begun_without_a_signal_brings_them_along(cast: Cast) -> None:
    instrument, seen = publish(), Sighted(uuid4(), "Dari kelas", time(8, 1))
    told: dict[str, Any] = {"teacher": cast.aminah.person, "instrument": instrument, "observed_on": today()}
    told |= {"client_token": uuid4(), "answers": {}, "notes": {}, "sightings": [seen], "by": cast.baso}
    begun = [start_filled(**told) for _ in range(2)][1]
    assert [row.text for row in begun.sightings.all()] == ["Dari kelas"]
    page = words(client_of(cast.baso), f"/supervisi/lembar/baru/{instrument.pk}/")
    assert 'name="kejadian-2"' in page


def test_a_telaah_has_no_such_box(cast: Cast) -> None:
    sheet = draft(cast.aminah, cast.baso, code="telaah-rpp")
    assert "kejadian-0" not in words(client_of(cast.baso), at(sheet))


def test_nobody_else_writes_there(cast: Cast, sheet: Assessment) -> None:
    assert client_of(cast.daeng).post(at(sheet), sent(sheet, "X")).status_code == 404


def test_a_note_that_would_grow_too_long_is_said_and_keeps_both(cast: Cast, sheet: Assessment) -> None:
    code = first_code(sheet)
    seen = Sighted(uuid4(), "a" * 400)
    save_stage(assessment=sheet, answers={}, notes={}, seen=0, sightings=[seen], by=cast.baso)
    fill(sheet, 1, **{code: "b" * 400})
    with pytest.raises(Refused, match="sudah panjang"):
        tie_sighting(assessment=sheet, sighting=Sighting.objects.get().pk, indicator=code, by=cast.baso)
    assert (Sighting.objects.get().used_for, Note.objects.get().text) == ("", "b" * 400)
