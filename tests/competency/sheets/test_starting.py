"""Choosing an instrument is choosing what to do: few plain words, the usual one of each task first."""

import re

import pytest

from competency.sheets.reads import instruments_for
from tests.cast import Cast, client_of
from tests.competency.sheet_makers import document_of, draft, publish, publish_instrument

pytestmark = pytest.mark.django_db
TASK = re.compile(r"<span><b>(.*?)</b><small>(.*?)</small></span>")


@pytest.fixture(autouse=True)
def _published() -> None:
    for code in ("supervisi-pembelajaran", "kkg-gantarang", "telaah-rpp", "kelengkapan-rpp-13", "pkg-2010"):
        publish(code)


def offered(cast: Cast) -> tuple[list[str], list[str]]:
    """What stands in sight, and what is folded away, as Pak Baso reads it."""
    page = client_of(cast.baso).get("/supervisi/lembar/baru/").content.decode()
    near, _, far = page.partition("Instrumen lain")
    return [task for task, _ in TASK.findall(near)], [short for short, _ in TASK.findall(far.partition("Tanggal")[0])]


def test_each_task_stands_once_with_the_instrument_of_the_summary_first(cast: Cast) -> None:
    near, far = offered(cast)
    assert near == ["Amati pelajaran", "Nilai kinerja guru", "Telaah RPP"]
    assert set(far) == {"Pelajaran per tahap, 5M", "Telaah isi RPP"}


def test_what_was_used_last_is_the_usual_one_of_its_task(cast: Cast) -> None:
    draft(cast.aminah, cast.baso, code="telaah-rpp")
    draft(cast.aminah, cast.baso, code="supervisi-pembelajaran")
    near, far = offered(cast)
    assert near == ["Amati pelajaran", "Telaah RPP", "Nilai kinerja guru"]
    assert set(far) == {"Empat kompetensi KKG", "Kelengkapan RPP"}
    assert instruments_for(cast.daeng)[0].code == "kkg-gantarang"


def test_a_new_version_is_as_usual_as_the_one_before(cast: Cast) -> None:
    draft(cast.aminah, cast.baso, code="supervisi-pembelajaran")
    newer, _ = publish_instrument(document=document_of("supervisi-pembelajaran") | {"version": "madrasah-2"})
    assert instruments_for(cast.baso)[0] == newer


def test_titles_and_remarks_wait_on_the_detail_page(cast: Cast) -> None:
    page = client_of(cast.baso).get("/supervisi/lembar/baru/").content.decode()
    for instrument in instruments_for(cast.baso):
        assert instrument.title not in page
    assert "usulan" not in page
