"""The table of rules: which ijazah and certificate fit which post."""

import pytest

from madrasah.qualifications.linearity import FOLDER, Verdict, judge_certificates, judge_degrees, table

RULES = table()


@pytest.mark.parametrize(
    ("post", "degrees", "verdict"),
    [
        ("kelas", [("S1", "PGMI")], "sesuai"),
        ("kelas", [("S1", "pend. guru Madrasah Ibtidaiyah")], "sesuai"),
        ("kelas", [("S1", "Tadris Matematika")], "sesuai"),
        ("kelas", [("S1", "Sistem Informasi")], "tidak_sesuai"),
        ("kelas", [("S1", "PAI")], "belum"),  # the table of the letter is cut off
        ("kelas", [("S1", "")], "belum"),
        ("kelas", [("D2", "PGMI")], "tidak_sesuai"),
        ("kelas", [("D2", "PGMI"), ("S1", "PGSD")], "sesuai"),
        ("kelas", [], "belum"),
        ("QH", [("S1", "Ilmu Al-Qur’an dan Tafsir")], "sesuai"),
        ("QH", [("S1", "PGMI")], "tidak_sesuai"),
        ("FIK", [("S1", "Ahwal al-Syakhshiyyah")], "sesuai"),
        ("PJOK", [("S1", "Ilmu Keolahragaan")], "serumpun"),
        ("MTK", [("S1", "PGMI")], "belum"),  # no rule for it
        ("", [("S1", "PGMI")], "belum"),
        ("QH", [("S2", "Magister Pendidikan Agama Islam")], "sesuai"),
    ],
)
def test_a_degree_is_judged_by_level_and_programme(post, degrees, verdict):
    found = judge_degrees(post, degrees, RULES)
    assert (found.verdict.value, found.sentence[-1:]) == (verdict, ".") or found.sentence.endswith("2005.")
    assert found.verdict == verdict


@pytest.mark.parametrize(
    ("post", "codes", "verdict"),
    [
        ("kelas", ["028"], "sesuai"),
        ("kelas", ["027"], "serumpun"),
        ("kelas", ["236"], "tidak_sesuai"),
        ("kelas", ["236", "028"], "sesuai"),
        ("kelas", [], "belum"),
        ("kelas", [""], "belum"),
        ("BIG", ["157"], "belum"),
        ("PJOK", ["220"], "sesuai"),
    ],
)
def test_a_certificate_is_judged_by_its_code(post, codes, verdict):
    assert judge_certificates(post, codes, RULES).verdict == verdict


def test_every_file_of_rules_names_its_version_source_and_only_known_programmes():
    for path in FOLDER.glob("*.yaml"):
        rules = table(path.stem)
        assert rules.version and rules.source
        known = set(rules.programmes.values())
        for rule in rules.posts.values():
            named = {name for key in ("fits", "kin", "unfit") for name in rule["degree"].get(key, ())}
            assert named <= known
    assert set(Verdict) == {"sesuai", "serumpun", "tidak_sesuai", "belum"}
