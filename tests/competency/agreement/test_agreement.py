"""Two people score one lesson blind; practice beside a master; neither is ever a record of a teacher."""

import pytest

from competency.agreement.actions import begin_practice, call_off_pairing, show_to_pengawas
from competency.agreement.masters import vignettes
from competency.agreement.reads import codes_of
from competency.management.commands.load_instruments import SHIPPED
from competency.models import Assessment, Pairing
from competency.scoring.files import load_all
from competency.summary.reports import summary_of
from tests.cast import client_of
from tests.competency.agreement.makers import begun, rate, rated
from tests.competency.sheet_makers import publish

HERE = "/supervisi/latihan/"


def text(user, pairing):
    answer = client_of(user).get(f"{HERE}{pairing.pk}/")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_nobody_sees_the_others_values_before_both_are_done(cast):
    pairing = begun(cast)
    rate(pairing, cast.baso, 2)
    for reader in (cast.baso, cast.daeng):
        page = text(reader, pairing)
        assert "sesudah semua yang menilai selesai" in page and "Nilai sama persis" not in page
    fill = client_of(cast.daeng).get(f"{HERE}{pairing.pk}/isi/").content.decode()
    assert "checked" not in fill
    rate(pairing, cast.daeng, 2)
    assert "Nilai sama persis" in text(cast.baso, pairing)


def test_figures_say_their_n_and_kappa_its_source(cast):
    pairing = begun(cast)
    first, *_ = codes = codes_of(pairing)
    rate(pairing, cast.baso, 1, **{first: 2})
    rate(pairing, cast.daeng, 1, **{first: 1})
    page = text(cast.daeng, pairing)
    assert f"{len(codes) - 1} dari {len(codes)} butir" in page and f"{len(codes)} dari {len(codes)} butir" in page
    assert "Jacob Cohen (1968)" in page and "Selisih 1" in page


def test_all_alike_says_that_kappa_cannot_be_reckoned(cast):
    assert "Semua nilai sama: kappa tak dapat dihitung." in text(cast.baso, rated(cast))


def test_it_is_private_until_both_choose_to_show_it(cast):
    pairing = begun(cast)
    pairing.ratings.filter(rater=cast.daeng.person).update(rater=cast.aminah.person)
    for by in (cast.baso, cast.aminah):
        rate(pairing, by)
    guide = client_of(cast.daeng)
    assert guide.get(f"{HERE}{pairing.pk}/").status_code == 404
    show_to_pengawas(pairing=pairing, is_shown=True, by=cast.baso)
    assert guide.get(f"{HERE}{pairing.pk}/").status_code == 404
    show_to_pengawas(pairing=pairing, is_shown=True, by=cast.aminah)
    assert "Nilai sama persis" in text(cast.daeng, pairing)
    show_to_pengawas(pairing=pairing, is_shown=False, by=cast.aminah)
    assert guide.get(f"{HERE}{pairing.pk}/").status_code == 404


def test_no_pair_and_no_practice_is_ever_a_record_of_a_teacher(cast):
    rated(cast)
    vignette = vignettes()["pecahan-kelas-iv"]
    rate(begin_practice(vignette=vignette, instrument=publish(), by=cast.aminah), cast.aminah)
    assert not Assessment.objects.exists()
    assert {field.name for field in Pairing._meta.get_fields()}.isdisjoint({"teacher", "semester", "madrasah"})
    found = summary_of(cast.aminah.person, cast.semester, cast.aminah)
    assert all(line.figure.sheets == 0 for line in found.lines) and not found.others


def test_practice_shows_the_master_with_its_reasons_to_its_person_alone(cast):
    publish()
    answer = client_of(cast.aminah).post(f"{HERE}contoh/pecahan-kelas-iv/")
    pairing = Pairing.objects.get()
    assert answer.status_code == 302 and "Pak Guru membuka" in client_of(cast.aminah).get(answer.url).content.decode()
    form = {f"butir-{number}": "1" for number in range(1, len(codes_of(pairing)) + 1)} | {"selesai": "1"}
    assert client_of(cast.aminah).post(answer.url, form).status_code == 302
    page = text(cast.aminah, pairing)
    assert "Nilai acuan" in page and "Pelajaran ditutup tanpa kesimpulan." in page
    for other in (cast.baso, cast.daeng):
        assert client_of(other).get(f"{HERE}{pairing.pk}/").status_code == 404


def test_a_half_filled_form_is_kept_and_says_what_is_left(cast):
    pairing = begun(cast)
    client, count = client_of(cast.baso), len(codes_of(pairing))
    assert client.post(f"{HERE}{pairing.pk}/isi/", {"butir-1": "2", "simpan": "1"}).status_code == 302
    page = client.post(f"{HERE}{pairing.pk}/isi/", {"butir-1": "x", "selesai": "1"}).content.decode()
    assert f"{count - 1} butir belum dinilai" in page and 'value="x"' in page
    assert pairing.ratings.get(rater=cast.baso.person).answers == {codes_of(pairing)[0]: 2}


def test_practice_goes_on_where_it_was_left_and_begins_anew_once_done(cast):
    told = {"vignette": vignettes()["pecahan-kelas-iv"], "instrument": publish(), "by": cast.aminah}
    first = begin_practice(**told)
    assert begin_practice(**told) == first
    rate(first, cast.aminah)
    assert begin_practice(**told) != first


def test_called_off_it_is_filled_no_more(cast):
    pairing = begun(cast)
    call_off_pairing(pairing=pairing, by=cast.daeng)
    assert client_of(cast.baso).get(f"{HERE}{pairing.pk}/isi/").status_code == 403


@pytest.mark.parametrize("vignette", vignettes().values(), ids=str)
def test_a_vignette_is_marked_made_up_and_fits_its_instrument(vignette):
    [definition] = [d for _, d in load_all(SHIPPED) if (d.code, d.version) == (vignette.instrument, vignette.version)]
    assert vignette.title.startswith("Contoh") and "rekaan" in vignette.source
    assert set(vignette.answers) <= definition.codes
    assert all(value in definition.scale.values and vignette.why[code] for code, value in vignette.answers.items())


def test_a_lesson_is_begun_from_its_form(cast):
    publish()
    client, page = client_of(cast.baso), client_of(cast.baso).get(f"{HERE}baru/").context["form"]
    told = {
        "partner": cast.daeng.person_id,
        "lesson": "IPA kelas V",
        "instrument": page.fields["instrument"].queryset[0].pk,
    }
    told |= {"instrument": page.fields["instrument"].queryset[0].pk, "seen_on": "2020-01-02"}
    told |= {"client_token": page["client_token"].value()}
    for _ in range(2):
        assert client.post(f"{HERE}baru/", told).status_code == 302
    assert Pairing.objects.get().ratings.count() == 2
    assert "IPA kelas V" in client_of(cast.daeng).get(HERE).content.decode()


def test_who_is_waited_for_reads_it_on_the_first_page(cast):
    pairing = begun(cast)
    assert "Menilai berdua: Matematika kelas IV" in client_of(cast.daeng).get("/").content.decode()
    rate(pairing, cast.daeng)
    assert "Menilai berdua: Matematika kelas IV" not in client_of(cast.daeng).get("/").content.decode()
