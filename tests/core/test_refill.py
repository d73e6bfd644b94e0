"""What was typed goes back into the form it came from, and into nothing else of the page."""

from hypothesis import given
from hypothesis import strategies as st

from core.refill import forms_of, insert_after, refill

OWN = frozenset({"csrfmiddlewaretoken"})
PAGE = """<main><p>Tulis &amp; kirim</p>
<form method="post" action="/satu/"><input type="hidden" name="row" value="1"><input name="judul" value="lama"></form>
<form method="post" action="/satu/">
  <input type="hidden" name="csrfmiddlewaretoken" value="baru"><input type="hidden" name="row" value="2">
  <input name="judul" value="lama"><textarea name="isi">
lama</textarea>
  <input type="checkbox" name="hari" value="senin" checked><input type="checkbox" name="hari" value="rabu">
  <input type="radio" name="nilai" value="1" checked><input type="radio" name="nilai" value="2">
  <select name="kelas"><option value="">Pilih</option>
    <option value="4" selected>IV</option><option value="5">V</option></select>
  <input type="file" name="foto"><button name="lihat" value="1">Lihat</button></form>
<form action="/cari/"><input name="judul" value="lama"></form></main>"""


def refilled(page: str = PAGE, action: str = "/satu/", **sent: list[str]) -> tuple[str | None, list[str]]:
    missing: list[str] = []

    def note(_form, left) -> str:
        missing.extend(left)
        return "<p>Dipulihkan</p>"

    return refill(page, at="/satu/", action=action, sent=sent, own=OWN, note=note), missing


def test_each_kind_of_control_takes_what_was_sent() -> None:
    html, left = refilled(
        row=["2"],
        csrfmiddlewaretoken=["tua"],
        judul=['A <b>"Contoh"</b> & B'],
        isi=["Baris satu\nBaris <dua>"],
        hari=["rabu"],
        nilai=["2"],
        kelas=["5"],
        lihat=["1"],
    )
    assert html is not None and left == []
    form = forms_of(html)[1]
    by_name = {(control.name, control.attributes.get("value")): control for control in form.controls}
    assert ("judul", 'A <b>"Contoh"</b> & B') in by_name
    assert ("csrfmiddlewaretoken", "baru") in by_name
    assert "checked" in by_name["hari", "rabu"].attributes and "checked" not in by_name["hari", "senin"].attributes
    assert "checked" in by_name["nilai", "2"].attributes and "checked" not in by_name["nilai", "1"].attributes
    (select,) = (control for control in form.controls if control.tag == "select")
    assert [option.attributes["value"] for option in select.options if "selected" in option.attributes] == ["5"]
    assert '<textarea name="isi">\nBaris satu\nBaris &lt;dua&gt;</textarea>' in html


def test_of_several_forms_to_one_address_the_one_with_the_same_hidden_words_is_filled() -> None:
    for row in (1, 2):
        html, _ = refilled(row=[str(row)], judul=["baru"])
        assert html is not None
        titles = [c.attributes["value"] for form in forms_of(html) for c in form.controls if c.name == "judul"]
        assert titles == ["baru" if number == row else "lama" for number in (1, 2)]


def test_what_finds_no_control_is_told() -> None:
    _, left = refilled(row=["2"], judul=["baru"], kelas=["6"], hilang=["kata"], kosong=[""])
    assert left == ["kelas", "hilang"]


def test_a_page_without_the_form_is_left_alone() -> None:
    assert refilled(action="/dua/", judul=["baru"]) == (None, [])
    assert insert_after("<main class=x>isi</main>", "main", "!") == "<main class=x>!isi</main>"
    assert insert_after("isi", "main", "!") == "isi"


@given(st.text(), st.text())
def test_any_words_come_back_letter_by_letter_and_nothing_else_moves(title: str, text: str) -> None:
    html, _ = refilled(row=["2"], judul=[title], isi=[text])
    assert html is not None
    before, after = PAGE.index("<form"), PAGE.index('<form action="/cari/"')
    assert html.startswith(PAGE[:before]) and html.endswith(PAGE[after:])
    inputs = [control for control in forms_of(html)[1].controls if control.name == "judul"]
    assert [control.attributes["value"] for control in inputs] == [title.replace("\r\n", "\n")] or "\r" in title
