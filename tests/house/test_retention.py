"""How long each kind of data is kept: code, privacy page and docs say the same, and no table is left out."""

from collections import Counter

from config.duties import DUTIES
from config.retention import BACKUPS, HISTORY, RETENTION
from madrasah.erasures.rules import subject_model
from madrasah.erasures.sweeping import stored_models
from tests.cast import Cast, client_of
from tests.house.rooms import ROOT


def test_every_table_is_of_one_kind() -> None:
    """A new model stands in config/retention.py, or this fails; history is kept as what it tells of."""
    told = Counter(name for kind in RETENTION for name in kind.models)
    there = {model._meta.label for model in stored_models() if subject_model(model) is model}
    assert set(told) == there
    assert set(told.values()) == {1}


def test_what_goes_by_itself_is_a_duty_and_every_duty_is_named() -> None:
    assert {kind.duty for kind in RETENTION if kind.duty} == set(DUTIES)


def test_the_page_in_docs_is_the_table_of_the_code() -> None:
    page = (ROOT / "docs/retensi.md").read_text("utf-8")
    lines = [
        f"| {kind.what} | {kind.how_long} | {kind.duty or '–'} | {kind.seen_by} | "
        f"{', '.join(f'`{name}`' for name in kind.models) or '–'} |"
        for kind in RETENTION
    ]
    assert [line for line in lines if line not in page] == []
    assert HISTORY in page and BACKUPS in page


def test_the_privacy_page_tells_it_to_everybody(cast: Cast) -> None:
    page = client_of(cast.aminah).get("/privasi/").content.decode()
    assert [kind.what for kind in RETENTION if kind.models and kind.what not in page] == []
    for words in ("Pengendali data", "apa dasarnya", "3 × 24 jam", "Hak Anda", "/akun/data/"):
        assert words in page
