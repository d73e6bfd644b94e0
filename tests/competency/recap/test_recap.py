"""The recap: the same rows as page, PDF and workbook; n beside each; by name; each instrument by itself."""

import io

from openpyxl import load_workbook

from competency.followups.actions import close_followup
from competency.models import SharedVersion
from competency.scoring.words import result_words
from competency.sharing.actions import share_assessment
from competency.sharing.presenters import result_of
from tests.cast import Cast, client_of
from tests.clock import on_day
from tests.competency.sheet_makers import draft, fill, review, shared
from tests.factories import make_teacher, make_user
from tests.kkg.paper_makers import text_of
from tests.worlds import standing

pytestmark = on_day(2026, 11, 23)


def tables(user, query: str = ""):
    return client_of(user).get(f"/supervisi/rekap/?{query}").context["recap"].tables


def squeezed(words: str) -> str:
    return "".join(words.split())


@standing
def two(cast: Cast):
    """Two teachers with sheets of two instruments."""
    zulaiha = make_user(make_teacher(cast.satu, name="Zulaiha Contoh"))
    good, other = shared(zulaiha, cast.baso, 2), shared(cast.aminah, cast.baso, 1)
    return good, other, shared(cast.aminah, cast.daeng, 2, code="telaah-rpp")


def test_page_pdf_and_workbook_say_the_same_rows(cast: Cast, two) -> None:
    found = tables(cast.baso)
    client = client_of(cast.baso)
    text = squeezed(text_of(client.get("/supervisi/rekap.pdf")))
    book = load_workbook(io.BytesIO(client.get("/supervisi/rekap.xlsx").getvalue()))
    assert len(book.worksheets) == len(found) == 3
    for table, sheet in zip(found, book.worksheets, strict=True):
        assert [[str(cell) for cell in row] for row in table.rows] == [
            [str(cell) for cell in row] for row in sheet.iter_rows(min_row=2, values_only=True)
        ]
        assert [cell for row in table.rows for cell in row if squeezed(str(cell)) not in text] == []


def test_every_result_is_that_of_its_sheet_with_n_and_never_of_two_instruments(cast: Cast, two) -> None:
    found = {table.title: table for table in tables(cast.baso)}
    assert list(found) == ["Guru", "Empat kompetensi KKG, versi 1.0-usulan", "Telaah isi RPP, versi K13"]
    for sheet in two:
        definition = sheet.instrument.definition
        words = result_words(result_of(SharedVersion.objects.get(assessment=sheet), definition), definition)
        count = len(definition.indicators)
        rows = next(table for title, table in found.items() if title.startswith(sheet.name)).rows
        assert [words, f"{count} dari {count}"] in [row[3:5] for row in rows if row[0] == str(sheet.teacher)]
    assert "dari 2 guru" in found["Empat kompetensi KKG, versi 1.0-usulan"].note


def test_rows_stand_by_name_whatever_the_result_and_who_has_none_stands_with_nought(cast: Cast, two) -> None:
    make_teacher(cast.satu, name="Budi Contoh")
    rows = tables(cast.baso)[0].rows
    assert [row[0].split()[0] for row in rows] == sorted(row[0].split()[0] for row in rows)
    assert next(row for row in rows if row[0].startswith("Budi"))[2:] == [0, 0, "–"]


def test_formatif_and_sumatif_are_tables_of_their_own(cast: Cast) -> None:
    for purpose in ("formatif", "sumatif"):
        shared(cast.aminah, cast.baso, 1, code="pkg-2010", purpose=purpose)
    assert [table.title.split(",")[0] for table in tables(cast.baso)[1:]] == ["PKG formatif", "PKG sumatif"]


def test_tindak_lanjut_done_are_counted_of_how_many(cast: Cast, two) -> None:
    close_followup(followup=two[0].followups.get(), by=cast.baso, proof="Alat peraga dipakai di kelas.")
    rows = {row[0].split()[0]: row for row in tables(cast.baso)[0].rows}
    assert (rows["Zulaiha"][-1], rows["Aminah"][-1]) == ("1 dari 1", "0 dari 2")


def test_each_reader_has_the_rows_that_decisions_give(cast: Cast, two) -> None:
    """The teacher their own, kepala and pengawas those of their madrasah, a member elsewhere none of them."""
    assert {row[0] for row in tables(cast.aminah)[0].rows} == {str(cast.aminah.person)}
    assert {"Zulaiha Contoh", str(cast.aminah.person)} <= {row[0] for row in tables(cast.daeng)[1].rows}
    assert "Aminah" not in client_of(cast.hasan).get("/supervisi/rekap/").content.decode()
    assert client_of(cast.hasan).get(f"/supervisi/rekap/?madrasah={cast.satu.pk}").status_code == 404
    assert client_of(cast.hasan).get(f"/supervisi/rekap/?guru={cast.aminah.person_id}").status_code == 404


def test_one_teacher_alone_and_drafts_in_no_row(cast: Cast, two) -> None:
    fill(draft(cast.aminah, cast.baso))
    found = tables(cast.baso, f"guru={cast.aminah.person_id}")
    assert [row[0] for row in found[0].rows] == [str(cast.aminah.person)]
    assert [row[2] for row in found[1].rows] == [1]


def test_a_result_not_opened_yet_is_told_and_not_shown_to_its_teacher(cast: Cast) -> None:
    sheet = fill(draft(cast.aminah, cast.baso))
    share_assessment(assessment=sheet, by=cast.baso, review=review(sheet))
    page = client_of(cast.aminah).get("/supervisi/rekap/").content.decode()
    assert "1 hasil baru tentang Anda belum dihitung" in page
    assert "50%" not in page
    assert "50%" in client_of(cast.baso).get("/supervisi/rekap/").content.decode()
