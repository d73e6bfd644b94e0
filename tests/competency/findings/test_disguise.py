"""Names replaced in free text, and small groups hidden so that nothing is reckoned back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competency.findings.disguise import Disguise, Known, told_columns, told_words

PEOPLE = [
    Known("1", ("Aminah Contoh",), "Guru"),
    Known("2", ("Baso Contoh",), "Kepala"),
    Known("3", ("Nur'aini Latif",), "Guru"),
    Known("4", ("Indah Permata",), "Guru"),
]
PLACES = [Known("5", ("MI Contoh Satu", "Contoh Satu"), "MI")]


def told(text):
    return Disguise(PEOPLE, PLACES, b"x").text(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Menurut Aminah Contoh, S.Pd.I. itu benar.", "Menurut Guru-01 itu benar."),
        ("menurut AMINAH  contoh dan drs. baso contoh, m.pd.", "menurut Guru-01 dan Kepala-01"),
        ("Kata Bu Aminah, bukan pak baso.", "Kata Guru-01, bukan Kepala-01."),
        ("Ibu Nur’aini dan NUR'AINI LATIF", "Guru-01 dan Guru-01"),
        ("Di mi contoh satu, lalu di Contoh Satu.", "Di MI-01, lalu di MI-01."),
        ("Kelasnya indah, tetapi Indah sakit.", "Kelasnya indah, tetapi Guru-01 sakit."),
        ("NIP 198501012010011001, HP 0812 3456 7890, 32 siswa.", "NIP [nomor], HP [nomor], 32 siswa."),
        ("Contoh soal nomor 3.", "[nama] soal nomor 3."),
    ],
)
def test_a_known_name_is_replaced_however_it_is_written(text, expected):
    assert told(text) == expected


def test_one_file_is_consistent_and_the_next_need_not_be():
    one = Disguise(PEOPLE, PLACES, b"x")
    assert one.text("Baso Contoh, Aminah Contoh") == one.text("Baso Contoh, Aminah Contoh")
    assert one.text("Bu Nur'aini") == "Guru-02"
    assert one.order("a") != Disguise(PEOPLE, PLACES, b"y").order("a")


def seven(place, first=0):
    """Seven people there."""
    return {f"{place}{number}": place for number in range(first, first + 7)}


def test_a_column_is_told_only_if_each_place_has_enough_people_or_nobody():
    assert told_columns({"even": seven("X") | seven("Y")}, 5) == {"even"}
    assert told_columns({"few": seven("X") | {"y": "Y"}}, 5) == set()


def test_people_who_are_all_at_one_place_would_be_known_to_be_there():
    assert told_columns({"one": seven("X")}, 5) == set()


def test_of_two_columns_that_differ_by_one_person_one_is_told():
    both = seven("X") | seven("Y")
    assert len(told_columns({"all": both, "but one": {who: at for who, at in both.items() if who != "X0"}}, 5)) == 1


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 9)), st.integers(2, 5))
def test_a_word_for_few_people_is_not_told_nor_left_as_the_only_one_untold(people, minimum):
    words = told_words(people, minimum)
    rest = sum(count for word, count in people.items() if word not in words)
    assert all(people[word] >= minimum for word in words)
    assert rest == 0 or rest >= minimum or not words
