"""What every form does for a person on a phone: the right keyboard, and sentences instead of codes."""

from typing import Any

import pytest
from django import forms
from django.template.loader import render_to_string

from core.forms import FormBase


class ContohForm(FormBase, forms.Form):
    """One field of each kind that FormBase dresses."""

    name = forms.CharField(label="Nama", max_length=10)
    nip = forms.CharField(label="NIP", required=False, help_text="Boleh dikosongkan.")
    born = forms.DateField(label="Tanggal lahir", required=False)
    start = forms.TimeField(label="Mulai", required=False)
    mean = forms.DecimalField(label="Rata-rata", required=False)
    state = forms.ChoiceField(
        label="RPP", required=False, choices=[("ada", "Ada"), ("belum", "Belum")], widget=forms.RadioSelect
    )


def given(**data: str) -> ContohForm:
    return ContohForm({"name": "Contoh", **data})


def shown(form: forms.Form) -> str:
    return render_to_string("components/form.html", {"form": form, "back_url": "/"})


@pytest.mark.parametrize("typed", ["2026-11-23", "23-11-2026", "23/11/2026", "23.11.2026"])
def test_a_date_may_be_picked_or_typed(typed: str) -> None:
    form = given(born=typed)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["born"].isoformat() == "2026-11-23"


def test_a_date_in_american_order_is_refused_not_guessed() -> None:
    assert given(born="11/23/2026").errors["born"] == ["Tanggal lahir tidak terbaca. Tulis seperti 23-11-2026."]


def test_a_time_may_be_typed_with_a_dot() -> None:
    form = given(start="08.30")
    assert form.is_valid()
    assert form.cleaned_data["start"].strftime("%H:%M") == "08:30"


def test_a_decimal_comma_is_understood() -> None:
    form = given(mean="3,5")
    assert form.is_valid(), form.errors
    assert str(form.cleaned_data["mean"]) == "3.5"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"name": ""}, "Nama belum diisi."),
        ({"name": "a\x00b"}, "Nama memuat tanda yang tidak terbaca. Ketik ulang isian ini."),
        ({"name": "Baharuddin Contoh"}, "Nama terlalu panjang: paling banyak 10 huruf, sekarang 17."),
        ({"state": "entah"}, "RPP: pilihan itu tidak ada dalam daftar. Pilih lagi."),
        ({"state": "a\x00"}, "RPP: pilihan itu tidak ada dalam daftar. Pilih lagi."),
        ({"mean": "tiga"}, "Rata-rata harus angka, misalnya 12."),
        ({"born": "\x00"}, "Tanggal lahir tidak terbaca. Tulis seperti 23-11-2026."),
    ],
)
def test_every_refusal_names_the_place_and_the_cure(data: dict[str, str], sentence: str) -> None:
    assert [error for errors in given(**data).errors.values() for error in errors] == [sentence]


def test_a_message_the_form_wrote_itself_stays() -> None:
    class OwnWords(FormBase, forms.Form):
        name = forms.CharField(label="Nama", error_messages={"required": "Tulis nama Anda."})

    assert OwnWords({}).errors["name"] == ["Tulis nama Anda."]


def test_the_summary_leads_to_the_field() -> None:
    page = shown(given(name=""))
    assert '<a href="#id_name">Nama belum diisi.</a>' in page
    assert 'id="id_name_error"' in page and 'aria-invalid="true"' in page


@pytest.mark.parametrize(
    "part",
    ['inputmode="numeric"', 'type="date"', 'type="time"', "boleh kosong", 'id="id_nip_helptext"', ">Simpan</button>"],
)
def test_the_page_shows_controls_fit_for_a_phone(part: str) -> None:
    assert part in shown(ContohForm())


def test_a_refused_form_keeps_every_answer() -> None:
    page = shown(given(name="", nip="001", state="belum"))
    assert 'value="001"' in page
    assert page.count("checked") == 1


def test_fields_added_later_are_dressed_too() -> None:
    class Grown(FormBase, forms.Form):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self.fields["visit"] = forms.DateField(label="Kunjungan")
            self.refresh_fields()

    assert 'type="date"' in shown(Grown())


def test_a_select_names_its_groups_marks_the_chosen_and_escapes() -> None:
    class Choosing(forms.Form):
        place = forms.ChoiceField(choices=[("", "Semua"), ("Kota", [(2, "MI <b>"), (3, "MI Dua")]), (4, "Lain")])

    shown = str(Choosing(initial={"place": 3})["place"])
    assert '<option value="">Semua</option><optgroup label="Kota">' in shown
    assert '<option value="2">MI &lt;b&gt;</option><option value="3" selected>MI Dua</option></optgroup>' in shown
    assert shown.count("selected") == 1
