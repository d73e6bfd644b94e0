"""How assessment of pupils stands: read from shared sheets, named to superiors, counted for a KKG."""

from datetime import timedelta

import pytest

from competency.scoring.staircase import HAS_RECORDS, USES_FORMAT
from competency.sharing.actions import share_assessment
from competency.sheets.actions import save_stage
from tests.cast import client_of
from tests.clock import today
from tests.competency.sheet_makers import current, draft, fill, review, unreflected
from tests.factories import make_teacher

ALL = "/kompetensi/penilaian/"


def seen(teacher, observer, records, form, *, share=True, on=None):
    """A sheet whose two answers about the records are these."""
    sheet = fill(draft(teacher, observer, on=on), 1)
    pair = {HAS_RECORDS: records, USES_FORMAT: form}
    notes = {}
    save_stage(assessment=sheet, answers=pair, notes=notes, seen=sheet.mark_of(pair), by=observer)
    sheet = current(sheet)
    if share:
        share_assessment(assessment=sheet, by=observer, review=review(sheet))
        sheet = unreflected(sheet)
    return sheet


def text(user, address):
    answer = client_of(user).get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def own(cast):
    return f"{ALL}guru/{cast.aminah.person_id}/"


def test_a_step_says_who_saw_it_and_when_and_opens_its_sheet(cast):
    sheet = seen(cast.aminah, cast.baso, 1, 1)
    assert f"Dilihat {cast.baso.person}" in text(cast.baso, ALL)
    for reader in (cast.aminah, cast.baso, cast.daeng):
        page = text(reader, own(cast))
        assert "Sebagian format" in page and f"/supervisi/lembar/{sheet.pk}/" in page


def test_nothing_shared_is_not_the_lowest_step(cast):
    seen(cast.aminah, cast.baso, 1, 1, share=False)
    assert "Belum terlihat" in text(cast.baso, f"{ALL}?tangga=belum") and "Aminah" in text(
        cast.baso, f"{ALL}?tangga=belum"
    )
    assert "Aminah" not in text(cast.baso, f"{ALL}?tangga=none")


def test_the_last_sheet_of_a_semester_counts(cast):
    seen(cast.aminah, cast.daeng, 1, 0 + 1, on=max(cast.semester.starts_on, today() - timedelta(days=1)))
    seen(cast.aminah, cast.baso, 1, 1)
    assert "Aminah" in text(cast.baso, f"{ALL}?tangga=part")


def test_counts_open_exactly_their_list(cast):
    make_teacher(cast.satu, name="Belum Dilihat")
    seen(cast.aminah, cast.baso, 1, 1)
    page = text(cast.baso, ALL)
    assert "dari 2 guru" in page
    assert "Belum Dilihat" in text(cast.baso, f"{ALL}?tangga=belum") and "Aminah" not in text(
        cast.baso, f"{ALL}?tangga=belum"
    )


@pytest.mark.parametrize("query", ["semester=x", "tangga=%00", "halaman=x", "tangga=lain"])
def test_a_wrong_address_falls_back(cast, query):
    assert client_of(cast.baso).get(f"{ALL}?{query}").status_code == 200
