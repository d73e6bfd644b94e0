"""Instrument versions: published once, never changed, open for everybody to read."""

import copy

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from competency.instruments.actions import ChangedVersion, publish_instrument
from competency.management.commands.load_instruments import SHIPPED
from competency.models import Instrument
from competency.scoring.files import checksum, load_all
from tests.cast import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def document() -> dict:
    return copy.deepcopy(next(d for d, i in load_all(SHIPPED) if i.code == "kkg-gantarang"))


def test_loading_twice_changes_nothing(capsys) -> None:
    call_command("load_instruments")
    before = list(Instrument.objects.values_list("code", "version", "checksum"))
    call_command("load_instruments")
    assert list(Instrument.objects.values_list("code", "version", "checksum")) == before
    assert capsys.readouterr().out.endswith("10 instrumen, 0 baru.\n")


def test_kind_follows_the_document() -> None:
    call_command("load_instruments", verbosity=0)
    kinds = dict(Instrument.objects.values_list("code", "kind"))
    assert kinds["telaah-rpp"] == kinds["kelengkapan-rpp-13"] == "telaah"
    assert kinds["kkg-gantarang"] == kinds["pkg-2010"] == kinds["supervisi-pm-kbc"] == "observasi"
    assert kinds["kompetensi-guru-2626"] == "pemetaan"


def test_changed_document_under_an_old_version_is_refused(document) -> None:
    publish_instrument(document=document)
    document["title"] = "Judul lain"
    with pytest.raises(ChangedVersion, match="beri nomor versi baru"):
        publish_instrument(document=document)
    assert Instrument.objects.get().title != "Judul lain"


def test_the_cover_is_no_part_of_the_frozen_document(document) -> None:
    instrument, _ = publish_instrument(document=document)
    bare = {key: value for key, value in document.items() if key not in ("task", "short")}
    assert (instrument.document, checksum(bare)) == (bare, instrument.checksum)
    again, is_new = publish_instrument(document=bare | {"task": "Amati guru", "short": "Profil KKG"})
    assert (again.pk, is_new, again.task, again.short) == (instrument.pk, False, "Amati guru", "Profil KKG")


def test_without_a_cover_an_instrument_goes_by_its_kind_and_title(document) -> None:
    del document["task"], document["short"]
    instrument, _ = publish_instrument(document=document)
    assert (instrument.task, instrument.short) == ("Amati pelajaran", document["title"])


def test_command_says_the_fault_of_a_changed_file(document, tmp_path) -> None:
    document["title"] = "Judul lain"
    publish_instrument(document=document)
    with pytest.raises(CommandError, match="kkg-gantarang"):
        call_command("load_instruments")


def test_new_version_takes_the_old_one_off_the_offer(document) -> None:
    old, _ = publish_instrument(document=document)
    new, _ = publish_instrument(document=document | {"version": "1.1-usulan"})
    old.refresh_from_db()
    assert (old.is_offered, new.is_offered) == (False, True)


def test_everybody_reads_the_list_and_one_instrument(cast, document) -> None:
    instrument, _ = publish_instrument(document=document)
    for user in (cast.aminah, cast.eka):
        client = client_of(user)
        listed = client.get("/supervisi/instrumen/").content.decode()
        assert "Empat kompetensi KKG" in listed
        assert instrument.title not in listed
        page = client.get(f"/supervisi/instrumen/{instrument.pk}/").content.decode()
        assert instrument.title in page
        assert "usulan, bukan regulasi" in page
        assert "Artikel benih" in page


def test_instrument_pages_are_only_read(cast, document) -> None:
    instrument, _ = publish_instrument(document=document)
    client = client_of(cast.daeng)
    assert client.post("/supervisi/instrumen/").status_code == 405
    assert client.post(f"/supervisi/instrumen/{instrument.pk}/").status_code == 405
    assert client.get("/supervisi/instrumen/999999/").status_code == 404


def test_list_asks_no_more_with_more_versions(cast, document, django_assert_max_num_queries) -> None:
    client, counts = client_of(cast.aminah), []
    for number in range(2):
        publish_instrument(document=document | {"version": f"2.{number}"})
        with django_assert_max_num_queries(8) as asked:
            client.get("/supervisi/instrumen/")
        counts.append(len(asked))
    assert counts[0] == counts[1]
