"""The tables of a frozen cube, which page, PDF and workbook all show. They read what was frozen, and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Max

from competency.district.chart_presenters import bars_of, trend_of
from competency.district.models import DistrictCube
from competency.district.presenters import HIDDEN, LABELS, MEANINGS, NOTHING, Line, basis, figures, lines_of, share
from competency.recap.reports import Table
from competency.scoring.cube import Measure
from core.charts import Chart
from madrasah.competencies import Competency
from madrasah.models import Semester, User

SHOWN_SEMESTERS = 6


@dataclass(frozen=True)
class Block:
    """One measure with its table; `key` is its mark in the address, `hidden` the places that can't be told."""

    key: str
    table: Table
    hidden: tuple[str, ...] = ()
    charts: tuple[Chart, ...] = ()
    is_drawn: bool = False  # the drawing carries the table

    @property
    def whole(self) -> Table:
        """For paper and workbook: with a line for each place that is hidden."""
        table = self.table
        rest = [""] * (len(table.head) - 2)
        rows = [*table.rows, *([name, HIDDEN, *rest] for name in self.hidden)]
        return Table(table.title, table.head, rows, table.note, table.numeric)


def blocks_of(cube: DistrictCube) -> list[Block]:
    """Meetings, then each measure, then the four competencies: kecamatan × KKG."""
    lines = [line for line in lines_of(cube) if not line.madrasah]
    return [_meetings(cube), *(_measure(measure, lines) for measure in Measure), _competencies(cube, lines)]


def madrasah_blocks(cube: DistrictCube) -> list[Block]:
    """The same by madrasah, by kecamatan and name: nobody is ranked."""
    lines = [line for line in lines_of(cube) if line.madrasah]
    return [*(_measure(measure, lines) for measure in Measure), _competencies(cube, lines)]


def trend_blocks(cubes: Sequence[DistrictCube]) -> list[Block]:
    """Semester by semester, the oldest first; competencies of another version say so and are not compared."""
    rows = sorted(cubes, key=lambda cube: cube.data_day)
    found = [_trend(measure, rows) for measure in Measure]
    return [_trend_of_meetings(rows), *found, _trend_of_competencies(rows)]


def newest_figures(user: User) -> list[dict[str, str]]:
    """For the first page: the four numbers of the semester frozen last."""
    cube = DistrictCube.objects.visible_to(user).first()
    return figures(cube) if cube else []


def to_come(user: User, today: date) -> Semester | None:
    """The semester whose figures are not frozen yet: the one after the newest that is, or that runs."""
    newest = DistrictCube.objects.visible_to(user).aggregate(day=Max("data_day"))["day"]
    later = Semester.objects.filter(starts_on__lte=today).order_by("starts_on")
    return (later.filter(ends_on__gt=newest) if newest else later.order_by("-starts_on")).first()


def _meetings(cube: DistrictCube) -> Block:
    names, held = cube.document["names"]["kkg"], cube.document["sessions"]
    rows = sorted([names[group], count] for group, count in held.items())
    rows.append(["Seluruh kabupaten", sum(held.values())])
    note = "Pertemuan yang diadakan dan sudah ditutup, tanpa rapat pengurus."
    return Block("pertemuan", Table("Pertemuan KKG", ["KKG", "Pertemuan"], rows, note, (1,)))


def _measure(measure: Measure, lines: Sequence[Line]) -> Block:
    head = ["Tempat", LABELS[measure], "Dari"]
    told = [(line.name, figure) for line in lines if (figure := line.figures[measure]) is not None]
    rows = [[name, share(figure), basis(measure, figure)] for name, figure in told]
    table = Table(LABELS[measure], head, rows, MEANINGS[measure], (1, 2))
    drawing = bars_of(measure, lines, head, rows)
    return Block(measure, table, _hidden(measure, lines), (drawing,) if rows else (), is_drawn=bool(rows))


def _hidden(measure: str, lines: Sequence[Line]) -> tuple[str, ...]:
    return tuple(line.name for line in lines if line.figures[measure] is None)


def _competencies(cube: DistrictCube, lines: Sequence[Line]) -> Block:
    """The four rest on the same teachers, so they are told together or not at all."""
    head = ["Tempat", *(competency.label for competency in Competency), "Guru"]
    told = [(line, figure) for line in lines if (figure := line.figures[Competency.PEDAGOGIK]) is not None]
    rows = [
        [line.name, *(_share_of(line, competency) for competency in Competency), figure[2]] for line, figure in told
    ]
    table = Table("Empat kompetensi", head, rows, _measured_with(cube), (1, 2, 3, 4, 5))
    return Block("kompetensi", table, _hidden(Competency.PEDAGOGIK, lines))


def _share_of(line: Line, competency: Competency) -> str:
    """'81% (412 dari 508)'."""
    figure = line.figures[competency.value]
    return f"{share(figure)} ({figure[0]} dari {figure[1]})" if figure and figure[1] else share(figure)


def _measured_with(cube: DistrictCube) -> str:
    if cube.instrument is None:
        return "Belum ada lembar yang dibagikan dengan instrumen ringkasan."
    return (
        f"Jumlah poin dari poin tertinggi pada lembar yang dibagikan: {cube.instrument.short}, versi "
        f"{cube.instrument.version}. Lembar dengan instrumen atau versi lain tidak ikut dijumlahkan."
    )


def _trend_of_meetings(cubes: Sequence[DistrictCube]) -> Block:
    rows = [[str(cube.semester), sum(cube.document["sessions"].values())] for cube in cubes]
    return Block("pertemuan", Table("Pertemuan KKG", ["Semester", "Pertemuan"], rows, "", (1,)))


def _trend(measure: Measure, cubes: Sequence[DistrictCube]) -> Block:
    figures_of_each = [(cube, lines_of(cube)[0].figures[measure]) for cube in cubes]
    rows = [[str(cube.semester), share(figure), basis(measure, figure)] for cube, figure in figures_of_each]
    head = ["Semester", LABELS[measure], "Dari"]
    table = Table(LABELS[measure], head, rows, MEANINGS[measure], (1, 2))
    drawing = trend_of(measure, cubes).with_rows(rows)
    return Block(measure, table, charts=(replace(drawing, head=head),), is_drawn=True)


def _trend_of_competencies(cubes: Sequence[DistrictCube]) -> Block:
    rows, before = [], None
    for cube in cubes:
        line = lines_of(cube)[0]
        figure = line.figures[Competency.PEDAGOGIK]
        people = figure[2] if figure is not None else "–"
        shares = (_share_of(line, competency) for competency in Competency)
        rows.append([str(cube.semester), *shares, people, _version(cube, before)])
        before = cube.instrument_id or before
    head = ["Semester", *(competency.label for competency in Competency), "Guru", "Instrumen"]
    note = "Hanya semester dengan versi instrumen yang sama boleh dibandingkan."
    charts = tuple(trend_of(competency.value, cubes) for competency in Competency)
    return Block("kompetensi", Table("Empat kompetensi", head, rows, note, (1, 2, 3, 4, 5)), charts=charts)


def _version(cube: DistrictCube, before: int | None) -> str:
    """The version, and that it is another than before, since figures of two are not compared."""
    if cube.instrument is None:
        return NOTHING
    words = f"{cube.instrument.short} {cube.instrument.version}"
    changed = before is not None and before != cube.instrument_id
    return f"{words}: versi berganti, jangan dibandingkan dengan semester sebelumnya" if changed else words
