"""Names in any writing: titles apart, capitals readable, keys that order and compare."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madrasah.people.names import AFTER, BEFORE, FullName, comparison_key, proper_case, split_titles


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hj. Niswati Bella Mattalatta, S.Pd.I.  ", FullName("Hj.", "Niswati Bella Mattalatta", "S.Pd.I.")),
        ("NURLINA PATURUSI, S.PD.", FullName("", "Nurlina Paturusi", "S.Pd.")),
        ("Drs. Atmaja Natsir, S.Pd.", FullName("Drs.", "Atmaja Natsir", "S.Pd.")),
        ("Drs.H.Ahmad Dg. Nai S.Pd M.Pd", FullName("Drs. H.", "Ahmad Dg. Nai", "S.Pd., M.Pd.")),
        ("PROF. DR. H. CONTOH, M.AG., PH.D", FullName("Prof. Dr. H.", "Contoh", "M.Ag., Ph.D.")),
        ("Ani Contoh, S.Pd. I", FullName("", "Ani Contoh", "S.Pd.I.")),
        ("Ahmad Contoh, Drs., M.Pd", FullName("Drs.", "Ahmad Contoh", "M.Pd.")),
        ("Siti Contoh SPd", FullName("", "Siti Contoh", "S.Pd.")),
        ("Contoh, S.Baru", FullName("", "Contoh", "S.Baru")),
        ("SITI MA", FullName("", "Siti Ma", "")),
        ("H.", FullName("", "H.", "")),
        ("", FullName("", "", "")),
    ],
)
def test_titles_are_split_from_any_writing(text: str, expected: FullName) -> None:
    assert split_titles(text) == expected


@pytest.mark.parametrize(
    ("capitals", "readable"),
    [
        ("HAERANI SADINA DG. BAU", "Haerani Sadina Dg. Bau"),
        ("ANDI NUR'AINI", "Andi Nur'aini"),
        ("AHMAD BIN UMAR", "Ahmad bin Umar"),
        ("A. MUH. AL-GHIFARI", "A. Muh. Al-Ghifari"),
        ("siti contoh", "Siti Contoh"),
        ("McContoh de Silva", "McContoh de Silva"),
    ],
)
def test_capitals_become_readable_and_mixed_writing_stays(capitals: str, readable: str) -> None:
    assert proper_case(capitals) == readable


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("MUH. ALI, S.PD", "Muhammad Ali"),
        ("Hj. St. Nur’aini", "Sitti Nuraini, S.Ag."),
        ("Abd. Rahman Dg. Nai", "ABDUL RAHMAN DAENG NAI"),
    ],
)
def test_writings_of_one_name_compare_equal(one: str, other: str) -> None:
    assert comparison_key(one) == comparison_key(other)


def test_other_names_compare_different() -> None:
    assert comparison_key("Aminah Contoh") != comparison_key("Amina Contoh")


words = st.lists(st.sampled_from(["Andi", "Nur'aini", "Baso", "bin", "Contoh", "Al-Ghifari"]), min_size=1, max_size=4)


@given(st.lists(st.sampled_from(BEFORE), max_size=2), words, st.lists(st.sampled_from(AFTER), max_size=3))
def test_a_printed_name_splits_into_its_parts(before: list, name: list, after: list) -> None:
    printed = FullName(" ".join(before), " ".join(["Umar", *name]), ", ".join(after))
    assert split_titles(str(printed)) == printed
    assert comparison_key(str(printed).upper()) == comparison_key(str(printed))


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    assert isinstance(comparison_key(text) + str(split_titles(text)), str)
