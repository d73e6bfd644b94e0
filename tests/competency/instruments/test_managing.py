"""Instruments by a screen: a file with its faults named, seen before it is published; retired and offered again."""

import copy
import json
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.html import escape

from competency.instruments.actions import offer_instrument, publish_instrument, publish_version, retire_instrument
from competency.management.commands.load_instruments import SHIPPED
from competency.models import Assessment, Instrument
from competency.scoring.files import checksum, load_all, read, write
from core.refusals import Refused
from tests.cast import Cast, client_of
from tests.competency.sheet_makers import document_of, draft, publish, shared
from tests.journeys.visitor import Page

pytestmark = pytest.mark.django_db
LIST = "/supervisi/instrumen/"
PUBLISH = f"{LIST}terbitkan/"


def upload(cast: Cast, text: str | bytes, who: str = "jafar") -> str:
    """The page that answers a file."""
    content = text if isinstance(text, bytes) else text.encode()
    file = SimpleUploadedFile("instrumen.yaml", content)
    return client_of(cast.everyone[who]).post(PUBLISH, {"file": file}).content.decode()


def newer(**changes: Any) -> dict[str, Any]:
    """A next version of the RPP review, its first item worded anew and its scale one step longer."""
    document = document_of("telaah-rpp") | {"version": "K13-2"} | changes
    document.pop("max_score")
    for group in document["groups"]:
        group.pop("max_score", None)
    document["groups"][0]["indicators"][0]["text"] = "Identitas ditulis lengkap"
    document["scale"]["values"] = [*document["scale"]["values"], {"value": 4, "label": "Melebihi"}]
    return document


def hidden(html: str) -> dict[str, str]:
    """What the page with the preview sends along."""
    form, _ = Page(html).form_with("Terbitkan versi ini") or pytest.fail("no preview")
    return {name: values[0] for name, values in form.values.items()}


def test_a_file_is_shown_as_a_form_before_anything_is_written(cast: Cast) -> None:
    publish("telaah-rpp")
    page = upload(cast, write(newer()))
    for words in ("Identitas ditulis lengkap", "Melebihi", "Sangat Baik", "menggantikan versi K13", "perlu catatan"):
        assert words in page
    assert Instrument.objects.count() == 1


@pytest.mark.parametrize("who", ["jafar", "keeper"])
def test_what_was_shown_is_published_and_takes_the_place_of_the_version_before(cast: Cast, who: str) -> None:
    old = publish("telaah-rpp")
    client, page = client_of(cast.everyone[who]), upload(cast, write(newer(short="Telaah RPP baru")), who)
    answer = client.post(PUBLISH, hidden(page), follow=True)
    assert "Instrumen diterbitkan" in answer.content.decode()
    assert f"oleh {cast.everyone[who]}" in answer.content.decode(), "who published it, and when"
    new = Instrument.objects.get(version="K13-2")
    assert (new.checksum, new.short, new.is_offered) == (checksum(newer()), "Telaah RPP baru", True)
    old.refresh_from_db()
    assert not old.is_offered
    assert client.post(PUBLISH, hidden(page)).status_code == 302
    assert Instrument.objects.count() == 2


def test_what_was_not_shown_is_not_published(cast: Cast) -> None:
    sent = hidden(upload(cast, write(newer())))
    sent["text"] = sent["text"].replace("Identitas ditulis lengkap", "Diganti diam-diam")
    page = client_of(cast.jafar).post(PUBLISH, sent).content.decode()
    assert "Diganti diam-diam" in page and "Terbitkan versi ini" in page
    assert not Instrument.objects.exists()


def test_every_fault_is_a_sentence_of_its_own(cast: Cast) -> None:
    document = newer(kind="tes")
    document["groups"][0]["indicators"][0]["kode"] = "x"
    page = upload(cast, write_as_typed(document))
    for words in ("'kind' berisi 'tes'", "kunci 'kode' tidak dikenal"):
        assert page.count(escape(words)) == 1
    page = upload(cast, write(newer() | {"max_score": 12}))
    assert "skor maksimum tertulis 12" in page
    assert not Instrument.objects.exists()


def write_as_typed(document: dict[str, Any]) -> str:
    """As JSON, which is YAML too, whatever its keys."""
    return json.dumps(document, ensure_ascii=False)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: &x [1, 1]\nb: [*x, *x]", "Baris 2: acuan '*x' tidak dipakai"),
        ("[" * 60_000, "bertingkat terlalu dalam"),
        ("code: a\ncode: b", "kunci 'code' tertulis dua kali"),
        ("max_score: 0x" + "f" * 9_000, "angkanya terlalu besar"),
        ("code: !!python/object/apply:os.system [ls]", "tidak terbaca pada baris 1"),
        ("code: [", "tidak terbaca pada baris"),
        ("", "Berkas instrumen kosong"),
        ("a: " + "b" * 200_001, "terlalu besar"),
        ("a" * 800_001, "terlalu besar"),
        ("version: 2026-01-01\nkind: 7", "isi 'version' dengan teks"),
        (b"\xff\xfea\x00", "bukan teks YAML"),
        (b"\x89PNG\r\n\x1a\n\x00", "bukan teks YAML"),
        ("code: \x00", "tidak terbaca"),
        ("? [1, 2]\n: x", "tidak terbaca"),
        ("- 1", "harus berupa kunci dan nilai"),
        ("1: 2\nkind: .nan\nscale: !!binary aGVsbG8=", "kunci '1' tidak dikenal"),
    ],
)
def test_a_strange_file_gets_a_sentence(cast: Cast, text: str | bytes, words: str) -> None:
    assert escape(words) in upload(cast, text)
    assert not Instrument.objects.exists()


def test_a_version_once_published_is_never_changed(cast: Cast) -> None:
    publish("telaah-rpp")
    document = newer(version="K13")
    assert "beri nomor versi baru" in upload(cast, write(document))
    with pytest.raises(Refused, match="beri nomor versi baru"):
        publish_version(document=document, by=cast.jafar)
    assert Instrument.objects.get().document == {
        key: value for key, value in document_of("telaah-rpp").items() if key not in ("task", "short")
    }


def test_an_old_sheet_keeps_its_wording_and_maximum(cast: Cast) -> None:
    sheet = shared(cast.aminah, cast.baso, value=2, code="telaah-rpp")
    was = sheet.versions.get().result
    publish_instrument(document=newer())
    page = client_of(cast.aminah).get(f"/supervisi/lembar/{sheet.pk}/").content.decode()
    assert document_of("telaah-rpp")["groups"][0]["indicators"][0]["text"] in page
    assert "60 dari 90" in page
    assert "Identitas ditulis lengkap" not in page
    assert Assessment.objects.get().versions.get().result == was


def test_a_retired_one_begins_no_sheet_and_ends_none(cast: Cast) -> None:
    begun = draft(cast.aminah, cast.baso, code="telaah-rpp")
    instrument = begun.instrument
    retire_instrument(instrument=instrument, by=cast.jafar)
    client = client_of(cast.baso)
    assert "Telaah isi RPP" not in client.get("/supervisi/lembar/baru/").content.decode()
    assert client.get(f"/supervisi/lembar/baru/{instrument.pk}/").status_code == 404
    assert client.get(f"/supervisi/lembar/{begun.pk}/isi/1/").status_code == 200
    offer_instrument(instrument=instrument, by=cast.jafar)
    assert "Telaah isi RPP" in client.get("/supervisi/lembar/baru/").content.decode()


def test_what_was_begun_on_a_phone_before_it_was_retired_arrives(cast: Cast) -> None:
    instrument = publish("telaah-rpp")
    client, path = client_of(cast.baso), f"/supervisi/lembar/baru/{instrument.pk}/"
    page = Page(client.get(path).content.decode())
    form, _ = page.form_with("Simpan lembar") or pytest.fail("no form")
    form.put("teacher", "Aminah Contoh")
    retire_instrument(instrument=instrument, by=cast.jafar)
    client.post(path, form.values)
    assert Assessment.objects.get().instrument == instrument


def test_one_version_of_a_code_is_offered_at_a_time(cast: Cast) -> None:
    old, (new, _) = publish("telaah-rpp"), publish_instrument(document=newer())
    offer_instrument(instrument=old, by=cast.keeper)
    assert set(Instrument.objects.offered()) == {old}
    assert [event.is_offered for event in new.events.order_by("pgh_id")] == [True, False]


def test_the_instrument_of_the_summary_is_not_just_taken_away(cast: Cast) -> None:
    instrument = publish()
    page = client_of(cast.jafar).get(f"{LIST}{instrument.pk}/").content.decode()
    assert "terbitkan versi barunya" in page
    with pytest.raises(Refused):
        retire_instrument(instrument=instrument, by=cast.jafar)


def test_a_download_is_the_pattern_of_the_next_version(cast: Cast) -> None:
    for document, definition in load_all(SHIPPED):
        instrument, _ = publish_instrument(document=copy.deepcopy(document))
        answer = client_of(cast.jafar).get(f"{LIST}{instrument.pk}/berkas/")
        assert re.fullmatch(r'attachment; filename="[\w.-]+\.yaml"', answer["Content-Disposition"])
        assert read(answer.content.decode()) == (document, definition)


def test_who_may_not_manage_sees_no_button(cast: Cast) -> None:
    instrument = publish("telaah-rpp")
    for path in (LIST, f"{LIST}{instrument.pk}/"):
        page = client_of(cast.daeng).get(path).content.decode()
        assert "Terbitkan instrumen" not in page and "Berhenti menawarkan" not in page
