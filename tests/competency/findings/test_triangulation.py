"""When a conclusion is triangulated: counted from its evidence alone."""

import pytest

from competency.findings.triangulation import Source, informant_key, verdict_of

SEEN, SAID, READ = "observasi", "wawancara", "dokumen"


@pytest.mark.parametrize(
    ("pro", "words"),
    [
        ([], "Belum: belum ada bukti yang mendukung"),
        (
            [(SEEN, "a")],
            "Belum: perlu 1 jenis sumber lagi (wawancara atau dokumen) dan 1 sumber orang lagi yang berbeda",
        ),
        ([(SEEN, "a"), (SAID, "a")], "Belum: perlu 1 sumber orang lagi yang berbeda"),
        ([(SAID, "a"), (SAID, "b"), (SAID, "c")], "Belum: perlu 1 jenis sumber lagi (observasi atau dokumen)"),
        ([(SAID, "a"), (READ, "b")], "Dikuatkan: 2 jenis sumber, 2 sumber orang"),
        ([(SAID, "a"), (READ, "b"), (READ, "c"), (SAID, "c")], "Dikuatkan: 2 jenis sumber, 3 sumber orang"),
    ],
)
def test_two_kinds_and_two_informants_are_needed(pro, words):
    found = verdict_of([Source(kind, who, True) for kind, who in pro])
    assert found.words == words
    assert found.is_triangulated == words.startswith("Dikuatkan")


def test_what_contradicts_is_counted_apart_and_supports_nothing():
    found = verdict_of([Source(SEEN, "a", True), Source(SAID, "b", False), Source(READ, "c", False)])
    assert (found.pieces, found.against, found.is_triangulated) == (1, 2, False)


def test_two_of_one_role_at_one_madrasah_are_told_apart_by_their_sign_only():
    assert informant_key(1, "guru", "") == informant_key(1, "guru", "  ")
    assert len({informant_key(1, "guru", "IV"), informant_key(1, "guru", "V"), informant_key(2, "guru", "IV")}) == 3
