"""Charts: what they draw says what their table says, and nobody needs the drawing."""

from fractions import Fraction
from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string

from core.charts import Bar, Chart, Mark, Move, Point, bars, interval, moves, trend
from core.papers import chart_svg

HALF = Fraction(1, 2)
CHARTS = {
    "bars": bars("batang", "Hadir", "Dua KKG.", ["KKG", "Hadir"], [Bar("KKG Contoh <A>", HALF, "5 dari 10")]),
    "trend": trend("arah", "Sosial", "Naik.", ["Semester", "Persen"], [Point("Ganjil", HALF, "50 %", 1)]),
    "moves": moves("ubah", "Sebelum", "Naik.", ["Guru"], [Move("Hadir", HALF, Fraction(3, 4), "2 → 3")], table=[["x"]]),
    "interval": interval("selisih", "Selisih", "0,1.", ["Apa"], (-0.1, 0.1, 0.3), "0,1", table=[["x"]]),
}


def marks(chart: Chart, kind: str, tone: str = "") -> list[Mark]:
    return [mark for mark in chart.marks if mark.kind == kind and (not tone or mark.tone == tone)]


@pytest.mark.parametrize("name", CHARTS)
def test_drawing_has_a_title_a_description_and_its_numbers_as_a_table(name: str) -> None:
    chart = CHARTS[name]
    root = ElementTree.fromstring(chart_svg(chart).strip())  # noqa: S314 - our own drawing
    named = {part.get("id"): part.text for part in root.iter() if part.get("id")}
    assert [named[key] for key in root.attrib["aria-labelledby"].split()] == [chart.title, chart.description]
    page = render_to_string("components/chart.html", {"chart": chart})
    assert page.count("<table") == 1 and "style=" not in page


@pytest.mark.parametrize("name", CHARTS)
def test_nothing_of_a_drawing_lies_outside_of_it(name: str) -> None:
    chart = CHARTS[name]
    for mark in chart.marks:
        right, below = (mark.x + mark.x2, mark.y + mark.y2) if mark.kind == "rect" else (mark.x2, mark.y2)
        assert 0 <= mark.x <= chart.width and 0 <= right <= chart.width
        assert 0 <= mark.y <= chart.height and 0 <= below <= chart.height


def test_a_bar_is_as_long_as_its_share() -> None:
    chart = bars("b", "T", "D", ["a", "b"], [Bar("x", Fraction(1, 4), "1"), Bar("y", HALF, "2"), Bar("z", None, "–")])
    quarter, half = marks(chart, "rect", "green")
    assert half.x2 == 2 * quarter.x2
    assert len(marks(chart, "rect")) == 5
    assert chart.rows == [["x", "1"], ["y", "2"], ["z", "–"]]


def test_years_of_another_measure_or_without_a_figure_are_not_joined() -> None:
    points = [Point("1", HALF, "50", 1), Point("2", HALF, "50", 1), Point("3", HALF, "50", 2), Point("4", None, "–", 2)]
    chart = trend("t", "T", "D", ["a", "b"], points)
    assert len(marks(chart, "line", "green")) == 1
    assert len(marks(chart, "dash")) == 1
    assert len(marks(chart, "dot")) == 3


def test_a_long_name_is_cut_in_the_drawing_and_whole_in_the_table() -> None:
    name = "KKG Contoh Kecamatan Gantarang Bagian Selatan dan Barat"
    chart = bars("b", "T", "D", ["a", "b"], [Bar(name, HALF, "1")])
    assert chart.rows[0][0] == name
    assert all(len(mark.text) <= 42 for mark in marks(chart, "word"))
