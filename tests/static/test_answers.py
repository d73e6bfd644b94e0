"""What differs between the screen and a kept copy is told as a person sees it, not as it is sent."""

import re
from pathlib import Path

import quickjs

SCRIPT = Path(__file__).resolve().parents[2] / "static/js/answers.js"


def words_of(kind: str, *values: str) -> str:
    source = re.sub(r"^import .*|^export ", "", SCRIPT.read_text(), flags=re.MULTILINE)
    world = quickjs.Context()
    world.eval(f"{source}\nglobalThis.call = (kind, values) => wordsOf([{{ type: kind }}], JSON.parse(values));")
    return world.get("call")(kind, str(list(values)).replace("'", '"'))


def test_a_day_is_told_in_the_order_that_people_write() -> None:
    assert words_of("date", "2026-12-09") == "09-12-2026"


def test_an_empty_day_is_told_as_empty() -> None:
    assert words_of("date", "") == "kosong"


def test_words_stay_as_they_are() -> None:
    assert words_of("text", "2026-12-09") == "2026-12-09"
