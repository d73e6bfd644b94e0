"""Instruments and answers for the scoring tests: the shipped files, a tiny document, sums over a sheet."""

from collections.abc import Iterable
from copy import deepcopy
from functools import cache
from math import ceil
from pathlib import Path
from typing import Any

import yaml

from competency.scoring.definition import Definition, parse
from competency.scoring.files import load_all
from competency.scoring.pieces import Answer, Indicator

HERE = Path(__file__).parent
INSTRUMENTS = HERE.parents[2] / "competency" / "instruments"
EXAMPLES: dict[str, Any] = yaml.safe_load((HERE / "worked_examples.yaml").read_text(encoding="utf-8"))

TINY: dict[str, Any] = {
    "code": "contoh",
    "version": "1",
    "title": "Instrumen Contoh",
    "kind": "observasi_kelas",
    "method": "percent",
    "source": "Contoh",
    "legal_status": "bukan_regulasi",
    "mapping_is_official": False,
    "scale": {"values": [{"value": 0, "label": "Tidak"}, {"value": 1, "label": "Ya"}], "allow_not_observed": True},
    "bands": [
        {"code": "baik", "label": "Baik", "gt": 50, "lte": 100},
        {"code": "kurang", "label": "Kurang", "gte": 0, "lte": 50},
    ],
    "groups": [
        {
            "code": "A",
            "title": "Aspek A",
            "competency": "pedagogik",
            "indicators": [{"code": "A1", "text": "Satu"}, {"code": "A2", "text": "Dua"}],
        }
    ],
}


@cache
def _shipped() -> dict[str, Definition]:
    return {definition.code: definition for _, definition in load_all(INSTRUMENTS)}


def shipped(code: str) -> Definition:
    """One of the ten instruments that come with the code."""
    return _shipped()[code]


def tiny(**changes: Any) -> dict[str, Any]:
    """A fresh small document with some top-level keys replaced."""
    return {**deepcopy(TINY), **changes}


def tiny_definition(**changes: Any) -> Definition:
    return parse(tiny(**changes))


def scale_of(*values: int, not_observed: bool = True) -> dict[str, Any]:
    """A document's scale with these values."""
    steps = [{"value": value, "label": f"langkah {value}"} for value in values]
    return {"values": steps, "allow_not_observed": not_observed}


def spread(definition: Definition, indicators: Iterable[Indicator], total: int) -> dict[str, Answer]:
    """Answers to these indicators that add up to `total`, as even as the scale allows."""
    answers: dict[str, Answer] = {}
    rows = list(indicators)
    for place, indicator in enumerate(rows):
        answers[indicator.code] = ceil(total / (len(rows) - place))
        total -= ceil(total / (len(rows) - place))
    return answers


def pkg_answers(total_value: int) -> dict[str, Answer]:
    """Answers to pkg-2010 whose 14 values 1..4 add up to `total_value`."""
    definition = shipped("pkg-2010")
    answers: dict[str, Answer] = {}
    for place, group in enumerate(definition.groups):
        value = ceil(total_value / (len(definition.groups) - place))
        total_value -= value
        points = 2 * len(group.indicators) * value // 4
        answers |= spread(definition, group.indicators, points)
    return answers
