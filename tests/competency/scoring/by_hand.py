"""Scores reckoned a second time, slowly, from the instrument's file as it was written down.

Shares nothing with the product: rows of YAML instead of a Definition, tallies item by item instead of sums, a
pair of whole numbers instead of a Fraction, edges compared by multiplying crosswise. What both agree on was not
agreed upon beforehand.
"""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

Row = dict[str, Any]
Percent = tuple[int, int] | None
FOLDER = Path(__file__).parents[3] / "competency" / "instruments"
UNSEEN = "tidak teramati"


@cache
def file_of(code: str) -> Row:
    return yaml.safe_load((FOLDER / f"{code}.yaml").read_text(encoding="utf-8"))


@cache
def items_of(code: str) -> list[Row]:
    """Each item with what it inherits from its group."""
    return [
        {"group": group["code"], "competency": group["competency"], "stage": None, "core": False, **item}
        for group in file_of(code)["groups"]
        for item in group["indicators"]
    ]


def reckon(code: str, answers: dict[str, Any]) -> Row:
    """`answers` maps item codes to a value or UNSEEN. Percents are pairs: numerator times 100, denominator."""
    return {
        "whole": whole_of(code, answers),
        "groups": {key: one_of(code, answers, "group", key) for key in keys_of(code, "group")},
        "competencies": {key: one_of(code, answers, "competency", key) for key in keys_of(code, "competency")},
        "stages": {key: one_of(code, answers, "stage", key) for key in keys_of(code, "stage") if key},
    }


def keys_of(code: str, name: str) -> list[str]:
    return list(dict.fromkeys(item[name] for item in items_of(code)))


def tally(code: str, answers: dict[str, Any], items: list[Row]) -> Row:
    """What was written beside these items, counted one by one."""
    highest = max(step["value"] for step in file_of(code)["scale"]["values"])
    total = maximum = answered = unseen = 0
    for item in items:
        answer = answers.get(item["code"])
        if answer == UNSEEN:
            unseen += 1
        elif answer is not None:
            total, maximum, answered = total + answer, maximum + highest, answered + 1
    percent = (100 * total, maximum) if maximum else None
    return {"total": total, "maximum": maximum, "answered": answered, "unseen": unseen, "percent": percent}


def one_of(code: str, answers: dict[str, Any], name: str, key: str) -> Row:
    """One group, competency or stage."""
    own = [item for item in items_of(code) if item[name] == key]
    found = tally(code, answers, own)
    method = file_of(code)["method"]
    if method == "level":
        return {**found, "total": 0, "maximum": 0, "percent": None, "value": middle_of(own, answers)}
    if method == "pkg_conversion" and name == "competency":
        found |= converted(code, answers, own)
    if method == "pkg_conversion" and name == "group":
        return {**found, "value": pkg_step(found["percent"])}
    return {**found, "band": band_of(code, found["percent"])}


def whole_of(code: str, answers: dict[str, Any]) -> Row:
    method, items = file_of(code)["method"], items_of(code)
    found = tally(code, answers, items)
    if method == "level":
        return {**found, "total": 0, "maximum": 0, "percent": None, "band": None}
    if method == "checklist":
        return {**found, "band": core_band(code, answers)}
    if method == "pkg_conversion":
        found |= converted(code, answers, items)
    if file_of(code).get("overall") == "competency_mean":
        parts = [one_of(code, answers, "competency", key)["percent"] for key in keys_of(code, "competency")]
        found["percent"] = mean_of([part for part in parts if part])
    return {**found, "band": band_of(code, found["percent"])}


def converted(code: str, answers: dict[str, Any], items: list[Row]) -> Row:
    """Table 8 of the PK Guru guide, group by group: out of four for each group that has an answer."""
    total = maximum = 0
    for key in dict.fromkeys(item["group"] for item in items):
        step = pkg_step(tally(code, answers, [item for item in items if item["group"] == key])["percent"])
        if step is not None:
            total, maximum = total + step, maximum + 4
    return {"total": total, "maximum": maximum, "percent": (100 * total, maximum) if maximum else None}


def pkg_step(percent: Percent) -> int | None:
    if percent is None:
        return None
    above, below = percent
    return 1 + sum(above > edge * below for edge in (25, 50, 75))


def mean_of(percents: list[tuple[int, int]]) -> Percent:
    """The mean of fractions by one common denominator."""
    if not percents:
        return None
    common = 1
    for _, below in percents:
        common *= below
    return sum(above * common // below for above, below in percents), common * len(percents)


def band_of(code: str, percent: Percent) -> str | None:
    """The first band whose two edges hold; edges like 90.5 are compared in thousandths."""
    if percent is None:
        return None
    above, below = percent[0] * 1000, percent[1]
    for band in file_of(code).get("bands", ()):
        edges = {name: round(float(band[name]) * 1000) * below for name in ("gt", "gte", "lt", "lte") if name in band}
        if (
            edges
            and above > edges.get("gt", -1)
            and above >= edges.get("gte", 0)
            and above < edges.get("lt", above + 1)
            and above <= edges.get("lte", above)
        ):
            return band["code"]
    return None


def core_band(code: str, answers: dict[str, Any]) -> str | None:
    core = [answers.get(item["code"]) for item in items_of(code) if item["core"]]
    complete = all(answer == 1 for answer in core)
    if not complete and 0 not in core:
        return None
    return next(band["code"] for band in file_of(code)["bands"] if band["core_complete"] is complete)


def middle_of(items: list[Row], answers: dict[str, Any]) -> Percent:
    """The median as a pair: the one in the middle, or both around it over two."""
    given = sorted(answer for item in items if isinstance(answer := answers.get(item["code"]), int))
    if not given:
        return None
    return given[(len(given) - 1) // 2] + given[len(given) // 2], 2
