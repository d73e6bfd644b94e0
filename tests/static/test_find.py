"""A name fits what is looked for by one rule in two places: in the browser, and on the server where no script runs."""

from pathlib import Path

import pytest
import quickjs

from core.search import fits

SCRIPT = Path(__file__).resolve().parents[2] / "static/js/find.js"
NO_PAGE = "globalThis.document = { querySelectorAll: () => [] };"
DOOR = "globalThis.call = fits;"
NAMES = [
    ("Andi Ma’ruf, S.Pd.I. MI Contoh Satu", "maruf", True),
    ("Andi Ma'ruf", "MA’RUF", True),
    ("Andi Maʼruf", "ma`ruf", True),
    ("Maruf", "ma'ruf", True),
    ("Siti Nurhayati MI Contoh Dua", "dua nurhayati", True),
    ("Siti Nurhayati", "nur hayati", True),
    ("Siti Nurhayati", "nurhayati andi", False),
    ("Abd. Rahman, S.Pd.", "spd", True),
    ("José Núñez", "jose nunez", True),
    ("Jose", "josé", True),
    ("İbrahim", "ibrahim", True),
    ("Ni‘mah Ḥasan", "nimah hasan", True),
    ("محمد", "محمّد", True),
    ("محمد الأمين", "محمد", True),
    ("محمد", "احمد", False),
    ("Andi Contoh", "محمد", False),
    ("مـحـمـد", "محمد", True),
    ("MI Contoh ２ Ｂ", "2 b", True),
    ("MI Al-Amin", "al amin", True),
    ("MIN 1 Bulukumba", "min 1", True),
    ("MIN 1 Bulukumba", "min 2", False),
    ("ᨅᨔᨚ Daeng", "ᨅᨔᨚ", True),
    ("ΟΔΟΣ", "οδος", True),
    ("Andi", "", True),
    ("Andi", "  …  ", True),
    ("", "andi", False),
]


@pytest.fixture(scope="module")
def script() -> quickjs.Context:
    context = quickjs.Context()
    context.eval(NO_PAGE)
    context.module(SCRIPT.read_text("utf-8") + DOOR)
    return context


@pytest.mark.parametrize(("name", "asked", "is_fit"), NAMES)
def test_both_say_the_same(script: quickjs.Context, name: str, asked: str, is_fit: bool) -> None:
    assert script.get("call")(name, asked) is is_fit
    assert fits(name, asked) is is_fit
