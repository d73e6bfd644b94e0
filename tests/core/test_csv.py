"""Reading CSV: encodings, delimiters, quotes and line numbers as programs and people leave them."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.workbooks.limits import FileRefused, Limits
from core.workbooks.source import open_source
from tests.workbooks import csv_file, xlsx


def read(file: io.BytesIO, name: str = "guru.csv", **limits: int) -> list[tuple[int, list[object]]]:
    with open_source(file, name, Limits(**limits)) as source:
        return [(row.number, [cell.value for cell in row.cells.values()]) for row in source.rows(0)]


def refusal(text: str, **limits: int) -> str:
    with pytest.raises(FileRefused) as refused:
        read(csv_file(text), **limits)
    return str(refused.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encodings_and_delimiters_are_told_by_content(encoding: str, delimiter: str) -> None:
    text = "\r\n".join(delimiter.join(row) for row in [("Nama", "Ket"), ("Siti Contoh’", "é")])
    assert read(csv_file(text, encoding)) == [(1, ["Nama", "Ket"]), (2, ["Siti Contoh’", "é"])]


def test_commas_inside_names_do_not_decide_the_delimiter() -> None:
    text = "DAFTAR GURU, 2026\nNo;Nama;NIP\n1;Siti Contoh, S.Pd., M.Pd.;-\n2;Budi Contoh, S.Ag.;-\n"
    assert read(csv_file(text))[2] == (3, ["1", "Siti Contoh, S.Pd., M.Pd.", "-"])


def test_the_delimiter_may_be_told_in_the_first_line() -> None:
    assert read(csv_file("sep=|\na|b\n1|2\n")) == [(2, ["a", "b"]), (3, ["1", "2"])]


def test_quoted_lines_keep_the_numbers_of_lines_real() -> None:
    text = 'a,b\n"Jalan Contoh\nNo. 1",x\n\n  ,\ny,"z ""kutip"""\n'
    assert read(csv_file(text)) == [(1, ["a", "b"]), (2, ["Jalan Contoh\nNo. 1", "x"]), (6, ["y", 'z "kutip"'])]


def test_lines_may_end_as_on_any_machine() -> None:
    assert [number for number, _ in read(csv_file("a,b\rc,d\r\ne,f\ng,h"))] == [1, 2, 3, 4]


def test_ragged_rows_are_read_as_they_are() -> None:
    assert read(csv_file("a;b;c\n1\n;;;;5\n")) == [(1, ["a", "b", "c"]), (2, ["1"]), (3, ["5"])]


def test_nul_bytes_are_dropped() -> None:
    assert read(csv_file("Nama;NIP\nSiti\x00 Contoh;-\n" + "x;y\n" * 20))[1] == (2, ["Siti Contoh", "-"])


def test_quotes_inside_a_value_are_part_of_it() -> None:
    assert read(csv_file('a;b\nPipa 5";x\n')) == [(1, ["a", "b"]), (2, ['Pipa 5"', "x"])]


@pytest.mark.parametrize("line", ['"Siti;1\nBudi;2\n', '"Siti;1\n"Budi;2\nCitra;3\n', '"Siti" Contoh;1\n'])
def test_a_lone_quote_is_refused_with_its_line(line: str) -> None:
    sentence = refusal(f"Nama;No\nAli;0\n{line}")
    assert sentence.startswith("Baris 3: ada tanda kutip")
    assert "unggah lagi" in sentence


def test_rows_between_two_lone_quotes_are_not_lost() -> None:
    text = 'No;Nama;NIP;Ket\n1;"Siti;-;x\n2;Budi;-;x\n3;Citra";-;x\n'
    assert refusal(text).startswith("Baris 2: ada tanda kutip")


def test_formulas_errors_and_numbers_kept_as_text() -> None:
    with open_source(csv_file('a;b;c\n=1+1;#REF!;"=""0812"""\n'), "a.csv") as source:
        cells = list(source.rows(0))[1].cells.values()
    assert [(cell.value, cell.kind) for cell in cells] == [("=1+1", "formula"), ("#REF!", "error"), ("0812", "value")]


def test_numbers_that_lost_digits_stay_visible() -> None:
    assert read(csv_file("NIP;x\n1,98501E+17;0\n"))[1] == (2, ["1,98501E+17", "0"])


def test_limits_name_the_place_and_the_cure() -> None:
    assert "Sel B2 berisi lebih dari 20 huruf" in refusal("a;b\nx;" + "y" * 21, letters=20)
    assert "Baris 2 berisi lebih dari 3 kolom" in refusal("a;b\n1;2;3;4", columns=3)
    assert "paling banyak 2 baris" in refusal("a;b\n" * 3, rows=2)
    assert "Baris 2 terlalu panjang" in refusal("a;b\n" + "x" * 600_000)
    assert "terlalu lama" in refusal("a;b\n", seconds=0)


def test_content_decides_not_the_name() -> None:
    assert read(csv_file("a;b\n1;2"), "guru.xlsx") == [(1, ["a", "b"]), (2, ["1", "2"])]
    assert read(csv_file("a\tb\n1\t2"), "guru.xls")[1] == (2, ["1", "2"])
    assert read(xlsx(["a", 1]), "guru.csv") == [(1, ["a", 1])]


def test_the_only_sheet_is_called_as_the_file() -> None:
    with open_source(csv_file("a;b"), "Data guru\u202e MI.v2.csv") as source:
        assert (source.sheets, source.is_csv) == (("Data guru MI.v2",), True)
        first, second = source.rows(0), source.rows(0)
        assert next(first) == next(second)


def test_one_column_and_blank_files_are_rows_too() -> None:
    assert read(csv_file("Nama\nSiti Contoh\n")) == [(1, ["Nama"]), (2, ["Siti Contoh"])]
    assert read(csv_file("\ufeff\n \n;;\n")) == []


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.text("ab1'é;,\t \"\n\r\u202e🌻=#-", max_size=6), max_size=4), max_size=5))
def test_any_csv_gives_rows_or_a_sentence(table: list[list[str]]) -> None:
    text = "\n".join(";".join(row) for row in table) or " "
    try:
        numbers = [number for number, _ in read(csv_file(text))]
    except FileRefused as refused:
        assert str(refused).endswith(".")
    else:
        assert numbers == sorted(set(numbers))


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["a.csv", "a.xlsx", "a.xls", "a.txt", "a.exe"]))
def test_any_bytes_give_rows_or_a_sentence(content: bytes, name: str) -> None:
    try:
        read(io.BytesIO(content), name)
    except FileRefused as refused:
        assert str(refused).endswith(".")
