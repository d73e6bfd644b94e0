"""Whatever people type, every paper prints; and what could not be made takes no number."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

import core.papers
from core.glyphs import drawable
from core.papers import to_pdf
from kkg.models import Certificate, Letter, LetterCounter
from tests.cast import Cast, client_of
from tests.clock import on_day
from tests.kkg.certificate_makers import held, make_batch
from tests.kkg.every_paper import SHEETS, every_paper, make_full_session
from tests.kkg.makers import make_session
from tests.kkg.paper_makers import filled, text_of
from tests.worlds import standing

pytestmark = on_day(2026, 11, 23)

ODD = ["Aula 📍 Contoh", "Kajian sirah 🙂 Nabi ﷺ", "\uf0b7 butir dari pengolah kata", "1️⃣ pertama", "漢 － ᨒᨚᨈᨑ"]
# Signs that were put in another order are read back twice.
READS = ["Aula 📍 Contoh", "Kajian sirah 🙂 Nabi ﷺ", "• butir dari pengolah kata", "1 pertama", "� - ᨒᨚ"]
OWN = {"qr", "number", "code", "svg"}  # made by us, never typed


def with_words(value: Any, words: Any, name: str = "") -> Any:
    """The same paper with every text in it replaced by the next of `words`."""
    if isinstance(value, str):
        return value if name in OWN else next(words)
    if isinstance(value, dict):
        return {key: with_words(part, words, key) for key, part in value.items()}
    return [with_words(part, words, name) for part in value] if isinstance(value, list | tuple) else value


def test_the_walk_prints_each_sheet_there_is(cast: Cast) -> None:
    papers = every_paper(cast, make_full_session(cast))
    assert sorted({sheet for sheet, _ in papers.values()}) == SHEETS


TYPED = st.lists(st.text(st.characters(codec="utf-8"), max_size=24), min_size=40, max_size=40)


def test_every_paper_prints_any_text_in_every_field(cast: Cast) -> None:
    papers = every_paper(cast, make_full_session(cast))

    @settings(max_examples=3, database=None)
    @given(TYPED)
    def print_all(typed: list[str]) -> None:
        for sheet, data in papers.values():
            words = (typed[at % len(typed)] for at in range(100_000))
            said = with_words(data, words)
            assert to_pdf(sheet, said | {"title": f"Kertas {said['title']}"}).startswith(b"%PDF")

    print_all()


@standing
def odd(cast: Cast) -> Client:
    """A closed session with odd signs wherever people type."""
    session = make_full_session(cast)
    session.title, session.place, session.method, session.result_text = ODD[:4]
    session.save()
    session.topics.update(title=ODD[4], achieved=ODD[0])
    cast.aminah.person.name = "Aminah ᨒᨚ 🙂"
    cast.aminah.person.save()
    cast.group.letterhead = "KKG 📍\nCONTOH"
    cast.group.save()
    cast.session = session
    return client_of(cast.gita)


@pytest.mark.parametrize("path", ["notulen.pdf", "jurnal.pdf", "daftar-hadir.pdf"])
def test_a_paper_of_a_session_says_what_was_typed(cast: Cast, odd: Client, path: str) -> None:
    text = text_of(odd.get(f"/kkg/pertemuan/{cast.session.pk}/{path}"))
    assert "Aula 📍 Contoh" in text


def test_the_semesters_report_of_odd_words_is_issued_and_read(cast: Cast, odd: Client) -> None:
    path = f"/kkg/{cast.group.pk}/lpj/"
    assert odd.post(path, filled(odd, path, preface=ODD[2])).status_code == 302
    text = text_of(odd.get(f"/kkg/surat/{Letter.objects.get().pk}.pdf"))
    assert [words for words in READS if words not in text] == []


def test_what_no_font_holds_is_replaced_where_it_is_seen() -> None:
    assert drawable("漢字 Aula") == "�� Aula"
    assert drawable("a\u202eb\u200b\x07c\r\nd") == "abc\nd"
    assert drawable("\u0301ab") == "\u25cc\u0301ab"


SIGNS = """#set document(title: "x")
#let data = json(bytes(sys.inputs.data))
#set text(font: json(bytes(sys.inputs.fonts)))
#for sign in data [#sign #strong(sign) #emph(sign)]
"""


def test_every_sign_that_we_call_drawable_has_a_shape_in_each_face(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setattr(core.papers, "ROOT", tmp_path)
    (tmp_path / "signs.typ").write_text(SIGNS)
    signs = [chr(number) for family in core.papers.covers().values() for number in sorted(family)]
    assert to_pdf("signs.typ", signs).startswith(b"%PDF")
    assert len(signs) > 6000


@pytest.fixture
def broken(monkeypatch) -> None:
    """A typesetter that gives up."""
    monkeypatch.setattr(core.papers, "TYPESETTER", ["false"])


def test_a_letter_that_cannot_be_made_takes_no_number_and_says_so(cast: Cast, broken) -> None:
    session, client = make_session(cast), client_of(cast.gita)
    path = f"/kkg/pertemuan/{session.pk}/surat/undangan/"
    answer = client.post(path, filled(client, path))
    assert "nomornya belum dipakai" in answer.content.decode()
    assert not Letter.objects.exists()
    assert not LetterCounter.objects.exists()


def test_certificates_that_cannot_be_made_take_no_numbers(cast: Cast, broken) -> None:
    held(cast)
    batch = make_batch(cast.group, cast.gita)
    assert batch.job is not None
    assert not Certificate.objects.exists()
    assert not LetterCounter.objects.filter(series="sertifikat").exists()
