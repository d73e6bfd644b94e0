"""A daftar hadir on paper: printed with a code, typed in again in the same order, once or twice."""

import pytest

from kkg.coded_lists.actions import print_list
from kkg.models import CodedList
from tests.cast import client_of
from tests.factories import make_teacher
from tests.kkg.makers import call_roll, make_session
from tests.kkg.paper_makers import picture, text_of


@pytest.fixture
def sheet(cast) -> CodedList:
    return print_list(session=make_session(cast), blank_lines=2, by=cast.gita)


def typed(client, sheet, **values):
    """Everybody signed, but who is named: typed(client, sheet, m7="sakit", b3="Tamu Contoh")."""
    form = client.get(address(sheet)).context["form"]
    sent = {row["name"]: row["chosen"] for row in [*form.printed_rows, *form.other_rows]}
    sent |= {"seen": form.seen_now, "checked": form.checked_now}
    names = {f"b{line['number']}-name": line["said"] for line in form.lines}
    return client.post(address(sheet), sent | names | values)


def address(sheet) -> str:
    return f"/kkg/lembar/{sheet.code}/"


def test_the_paper_carries_its_code_the_names_in_order_and_numbered_blank_lines(cast, sheet) -> None:
    text = text_of(client_of(cast.gita).get(f"/kkg/lembar/{sheet.code}.pdf"))
    assert text.replace(" ", "").count(sheet.code) == 2  # kerning parts some letters
    assert text.index("Aminah Contoh") < text.index("Gita Contoh")
    assert "4." in text
    assert "5." not in text


def test_printing_twice_keeps_the_code_until_the_roster_changes(cast, sheet) -> None:
    again = print_list(session=sheet.session, blank_lines=2, by=cast.daeng)
    make_teacher(cast.satu)
    other = print_list(session=sheet.session, blank_lines=2, by=cast.daeng)
    assert again == sheet
    assert other != sheet


def test_the_code_is_found_however_it_is_typed(cast, sheet) -> None:
    client, code = client_of(cast.gita), f" {sheet.code[:3].lower()} {sheet.code[3:]}"
    assert client.get("/kkg/lembar/", {"kode": code}).url == address(sheet)
    assert "tidak ditemukan" in client_of(cast.hasan).get("/kkg/lembar/", {"kode": code}).content.decode()


def test_one_submit_writes_signatures_exceptions_guest_and_photo(cast, sheet) -> None:
    gita = client_of(cast.gita)
    values = {f"m-{cast.aminah.person_id}": "sakit", "b3-name": "Tamu Contoh", "b3-place": "Kampus Contoh"}
    assert typed(gita, sheet, photo=picture(), **values).status_code == 302
    rows = sheet.session.attendances.order_by("pk").values_list("person", "guest_name", "mark", "way")
    assert list(rows) == [
        (cast.aminah.person_id, "", "sakit", "kertas"),
        (cast.gita.person_id, "", "hadir", "kertas"),
        (None, "Tamu Contoh", "hadir", "kertas"),
    ]
    assert gita.get(address(sheet) + "foto/")["Content-Type"] == "image/jpeg"
    assert client_of(cast.aminah).get(address(sheet) + "foto/").status_code == 403


def test_typed_twice_it_shows_what_is_recorded_and_doubles_nothing(cast, sheet) -> None:
    client = client_of(cast.gita)
    typed(client, sheet, **{f"m-{cast.aminah.person_id}": "alpa", "b3-name": "Tamu Contoh"})
    page = " ".join(client.get(address(sheet)).content.decode().split())
    assert "Sudah diketik" in page
    assert 'value="alpa" checked' in page
    assert typed(client, sheet).status_code == 302
    assert sheet.session.attendances.count() == 3


def test_a_handwritten_name_put_right_or_emptied_leaves_no_second_guest(cast, sheet) -> None:
    client = client_of(cast.gita)
    for name, count in (("Tamo Contoh", 1), ("Tamu Contoh", 1), ("", 0)):
        typed(client, sheet, **{"b3-name": name})
        assert sheet.session.attendances.guests().count() == count


def test_a_known_person_on_a_blank_line_is_that_person(cast, sheet) -> None:
    typed(client_of(cast.gita), sheet, **{"b4-person": str(cast.citra.person_id)})
    row = sheet.session.attendances.get(person=cast.citra.person)
    assert (row.mark, row.way, row.madrasah) == ("hadir", "kertas", cast.dua)


def test_newcomers_stand_below_and_nothing_is_taken_for_granted(cast, sheet) -> None:
    newcomer = make_teacher(cast.satu, name="Aaaa Contoh")
    client = client_of(cast.gita)
    form = client.get(address(sheet)).context["form"]
    assert [row["title"] for row in form.printed_rows] == ["1. Aminah Contoh, S.Pd.I.", "2. Gita Contoh, S.Pd."]
    typed(client, sheet)
    assert not sheet.session.attendances.filter(person=newcomer).exists()
    typed(client, sheet, **{f"m-{newcomer.pk}": "izin"})
    assert sheet.session.attendances.get(person=newcomer).mark == "izin"


def test_what_the_roll_recorded_before_is_shown_and_keeps_its_way(cast, sheet) -> None:
    call_roll(sheet.session, cast.daeng, **{f"p{cast.aminah.person_id}": "izin"})
    typed(client_of(cast.gita), sheet)
    row = sheet.session.attendances.get(person=cast.aminah.person)
    assert (row.mark, row.way) == ("izin", "panggil")


WRONG = [({"b3-place": "Kampus"}, "Baris 3"), ({"b3-name": "a\0"}, "Belum"), ({"photo": "kosong"}, None)]


@pytest.mark.parametrize(("values", "said"), WRONG)
def test_a_wrong_line_is_named_and_nothing_is_lost(cast, sheet, values, said) -> None:
    answer = typed(client_of(cast.gita), sheet, **values)
    if said is None:
        assert answer.status_code == 302
        return
    assert said in answer.content.decode()
    assert not sheet.session.attendances.exists()
