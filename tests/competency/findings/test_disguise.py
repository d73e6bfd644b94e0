"""Names replaced in free text, and small groups hidden so that nothing is reckoned back."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competency.findings.disguise import Disguise, Known, hidden_in, told_words

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


def answers(column, hidden, minimum):
    """Every way to fill the hidden cells that fits the sum and what hiding says of them."""
    shown = sum(count for key, count in column.items() if key not in hidden)
    left = sum(column.values()) - shown
    return [fill for fill in product(range(left + 1), repeat=len(hidden)) if sum(fill) == left]


@given(st.dictionaries(st.integers(0, 5), st.integers(0, 9), min_size=1), st.integers(2, 5))
def test_no_hidden_count_follows_from_the_sum_of_its_column(column, minimum):
    hidden = hidden_in(column, minimum)
    assert {key for key, count in column.items() if 0 < count < minimum} <= hidden
    if not hidden or sum(column.values()) < minimum:  # then the sum is untold too
        return
    if len(column) == 1:
        assert Fraction(sum(column.values())) >= minimum
        return
    fills = answers(column, hidden, minimum)
    for cell in range(len(hidden)):
        assert len({fill[cell] for fill in fills}) > 1


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 9)), st.integers(2, 5))
def test_a_word_for_few_people_is_not_told_nor_left_as_the_only_one_untold(people, minimum):
    words = told_words(people, minimum)
    rest = sum(count for word, count in people.items() if word not in words)
    assert all(people[word] >= minimum for word in words)
    assert rest == 0 or rest >= minimum or not words
