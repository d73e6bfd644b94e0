"""The ten instrument files and the reading of files."""

from pathlib import Path

import pytest

from competency.scoring.definition import InvalidDefinition
from competency.scoring.files import checksum, load_all, read
from competency.scoring.methods import METHODS
from competency.scoring.pieces import Method
from tests.competency.scoring.sheets import EXAMPLES, INSTRUMENTS, shipped, tiny


def test_ten_instruments_with_their_counts():
    counted = {definition.code: len(definition.indicators) for _, definition in load_all(INSTRUMENTS)}
    assert counted == EXAMPLES["indicators"]


def test_files_are_named_after_their_code():
    assert {path.stem for path in INSTRUMENTS.glob("*.yaml")} == set(EXAMPLES["indicators"])


def test_only_two_mappings_are_official():
    official = {code for code in EXAMPLES["indicators"] if shipped(code).mapping_is_official}
    assert official == {"pkg-2010", "kompetensi-guru-2626"}


def test_every_instrument_says_its_source_and_legal_status():
    assert all(shipped(code).source and shipped(code).legal_status for code in EXAMPLES["indicators"])


def test_every_method_has_its_function():
    assert set(METHODS) == set(Method)


def test_pkg_spreads_its_78_indicators_as_published():
    counts = [len(group.indicators) for group in shipped("pkg-2010").groups]
    assert counts == [6, 6, 4, 11, 7, 6, 5, 5, 5, 8, 3, 3, 3, 6]


def test_core_components_of_an_rpp_are_goal_steps_and_assessment():
    core = [indicator.code for indicator in shipped("kelengkapan-rpp-13").indicators if indicator.core]
    assert core == ["K13.6", "K13.12", "K13.13"]


def test_checksum_ignores_the_order_of_keys_and_sees_every_value():
    document = tiny()
    assert checksum(dict(reversed(document.items()))) == checksum(document)
    assert checksum(tiny(title="Lain")) != checksum(document)


def test_broken_yaml_names_line_and_column():
    with pytest.raises(InvalidDefinition, match=r"baris 2, kolom \d+"):
        read("code: a\n  title: b\n")


def test_faults_of_a_folder_name_their_file(tmp_path: Path):
    (tmp_path / "rusak.yaml").write_text("code: a\n", encoding="utf-8")
    with pytest.raises(InvalidDefinition, match=r"rusak\.yaml: Instrumen"):
        load_all(tmp_path)
