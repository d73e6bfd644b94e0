"""The frozen figures as drawings, each with its numbers as a table (core/charts.py)."""

from collections.abc import Sequence
from fractions import Fraction

from competency.district.models import DistrictCube
from competency.district.presenters import LABELS, Line, lines_of, share
from core.charts import Bar, Chart, Point, bars, trend
from madrasah.competencies import Competency

TONES = {
    Competency.PEDAGOGIK.value: "green",
    Competency.KEPRIBADIAN.value: "plum",
    Competency.SOSIAL.value: "blue",
    Competency.PROFESIONAL.value: "amber",
}


def bars_of(measure: str, lines: Sequence[Line], head: Sequence[str], rows: Sequence[Sequence[object]]) -> Chart:
    """A bar for each place that is told; `rows` are the table beside it."""
    drawn = [
        Bar(line.name, _part(figure), share(figure)) for line in lines if (figure := line.figures[measure]) is not None
    ]
    told = f"{LABELS[measure]} di {len(drawn)} tempat, urut nama, bukan peringkat."
    return bars(f"gambar-{measure}", "Tempat demi tempat", told, head, drawn).with_rows(rows)


def trend_of(measure: str, cubes: Sequence[DistrictCube]) -> Chart:
    """Semester by semester; figures of two versions of the instrument are not joined."""
    points = []
    for cube in cubes:
        figure = lines_of(cube)[0].figures[measure]
        version = cube.instrument_id if measure in TONES else None
        points.append(Point(str(cube.semester).removeprefix("Semester "), _part(figure), share(figure), version))
    told = f"{LABELS[measure]}, semester demi semester."
    if len({point.measure for point in points}) > 1:
        told += " Garis terputus di tempat versi instrumennya berganti."
    head = ["Semester", LABELS[measure]]
    title = LABELS[measure] if measure in TONES else "Seluruh kabupaten"
    return trend(f"gambar-{measure}", title, told, head, points, tone=TONES.get(measure, "green"))


def _part(figure: Sequence[int] | None) -> Fraction | None:
    return Fraction(figure[0], figure[1]) if figure and figure[1] else None
