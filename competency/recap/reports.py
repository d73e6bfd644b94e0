"""The recap of a semester: the tables that page, PDF and workbook all show (decisions.md 1, 11).

Nobody is ranked: rows stand by madrasah and name. Each instrument's version, and of a yearly rating each purpose, is a
table of its own: no figure is made of two of them. Every figure stands with what it rests on.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import prefetch_related_objects

from competency.reflections.reads import waiting_for
from competency.scoring.result import Result, from_json
from competency.scoring.words import proposal_words, result_words
from competency.sharing.models import SharedVersion
from competency.sheets.models import Assessment, FollowUp
from core.formats import date_short
from madrasah.models import Madrasah, Person, Placement, Semester, User
from madrasah.scope import open_at, scope_of


@dataclass(frozen=True)
class Table:
    """What page, PDF and workbook show alike; cells are words or numbers."""

    title: str
    head: list[str]
    rows: list[list[Any]]
    note: str = ""
    numeric: tuple[int, ...] = ()


@dataclass(frozen=True)
class Counted:
    """One shared sheet with its frozen result."""

    sheet: Assessment
    result: Result


@dataclass(frozen=True)
class Recap:
    """A semester as this reader may see it; `waiting`: own results that the reader has not opened yet, left out."""

    semester: Semester
    of_whom: str
    tables: list[Table]
    sheets: int
    teachers: int
    waiting: int


Post = tuple[Person, Madrasah]


def recap_of(viewer: User, semester: Semester, *, place: Madrasah | None, teacher: Person | None, today: date) -> Recap:
    """Of the teachers at the viewer's madrasah, or of one; whoever heads and supervises nobody reads their own.

    As many queries for one teacher as for a hundred.
    """
    opened = scope_of(viewer).opens
    mine = not opened or (teacher is not None and teacher.pk == viewer.person_id)
    where = [place.pk] if place else list(opened)
    counted = _counted(sheets_of(viewer, semester, None if mine else where, teacher))
    posts = _posts(viewer, semester, where, teacher, today, counted, mine=mine)
    done = _followups(viewer, counted)
    tables = [_people(posts, counted, done), *_measures(posts, counted)]
    if len({madrasah for _, madrasah in posts}) > 1 and not mine:
        tables.insert(0, _places(posts, counted, done))
    of_whom = str(viewer.person if mine else teacher or place or f"{len(opened)} madrasah")
    return Recap(semester, of_whom, tables, len(counted), len(posts), waiting_for(viewer).count())


def sheets_of(viewer: User, semester: Semester, where: Collection[int] | None, teacher: Person | None = None) -> Any:
    """Shared ones of the semester at these madrasah, or one's own (None); an own result is opened first."""
    rows = Assessment.objects.visible_to(viewer).shared().filter(semester=semester)
    if where is None:
        rows = rows.filter(teacher=viewer.person_id)
    else:
        rows = rows.filter(madrasah__in=where)
        rows = rows.filter(teacher=teacher) if teacher else rows
    return rows.exclude(pk__in=waiting_for(viewer).values("pk")).order_by("observed_on", "pk")


def _counted(sheets: Any) -> list[Counted]:
    """The version that stands now of each, oldest sheet first."""
    latest = SharedVersion.objects.standing(sheets.order_by().values("pk"))
    results = dict(latest.values_list("assessment_id", "result"))
    found = sheets.select_related(None).select_related("teacher", "madrasah").prefetch_related("instrument")
    return [Counted(sheet, from_json(results[sheet.pk], sheet.instrument.definition)) for sheet in found]


def _posts(
    viewer: User,
    semester: Semester,
    where: Sequence[int],
    teacher: Person | None,
    today: date,
    counted: Iterable[Counted],
    *,
    mine: bool,
) -> list[Post]:
    """Who teaches there, on the last day of the semester so far, and whom a sheet is about; by madrasah and name."""
    found = {(each.sheet.teacher, each.sheet.madrasah) for each in counted}
    day = min(max(today, semester.starts_on), semester.ends_on)
    if not mine:
        rows = Placement.objects.filter(open_at(day), madrasah__in=where, person__removed_at=None)
        rows = rows.filter(person=teacher) if teacher else rows.exclude(person=viewer.person_id)
        found |= {(row.person, row.madrasah) for row in rows.select_related("person", "madrasah")}
    _name_as_on(day, [madrasah for _, madrasah in found])
    return sorted(found, key=lambda post: (post[1].name.casefold(), post[0].name.casefold(), post[0].pk))


def _name_as_on(day: date, madrasahs: Sequence[Madrasah]) -> None:
    """A semester is told with the names of its own time; these rows are read here only to be shown."""
    prefetch_related_objects(madrasahs, "former_names")
    for madrasah in madrasahs:
        madrasah.name = madrasah.name_on(day)


def _followups(viewer: User, counted: Iterable[Counted]) -> Mapping[int, tuple[int, int]]:
    """By sheet: how many tindak lanjut are done, and of how many."""
    rows = FollowUp.objects.visible_to(viewer).filter(assessment__in=[each.sheet.pk for each in counted])
    done: Counter[int] = Counter()
    total: Counter[int] = Counter()
    for sheet, status in rows.exclude(status=FollowUp.Status.WAIVED).values_list("assessment", "status"):
        total[sheet] += 1
        done[sheet] += status == FollowUp.Status.DONE
    return {sheet: (done[sheet], count) for sheet, count in total.items()}


def _by_post(counted: Iterable[Counted]) -> Mapping[tuple[int, int], list[Counted]]:
    """Those of each teacher at each madrasah, by their keys, in the order given."""
    found: dict[tuple[int, int], list[Counted]] = defaultdict(list)
    for each in counted:
        found[each.sheet.teacher_id, each.sheet.madrasah_id].append(each)
    return found


def _people(posts: Sequence[Post], counted: Sequence[Counted], done: Mapping[int, tuple[int, int]]) -> Table:
    head = ["Guru", "Madrasah", "Pelajaran diamati", "Telaah dan lainnya", "Tindak lanjut selesai"]
    rows, sheets = [], _by_post(counted)
    for person, madrasah in posts:
        own = sheets.get((person.pk, madrasah.pk), [])
        lessons = sum(each.sheet.instrument.is_of_lessons for each in own)
        rows.append([str(person), madrasah.name, lessons, len(own) - lessons, _share(own, done)])
    return Table("Guru", head, rows, "Lembar yang sudah dibagikan, menurut nama.", (2, 3))


def _places(posts: Sequence[Post], counted: Sequence[Counted], done: Mapping[int, tuple[int, int]]) -> Table:
    head = ["Madrasah", "Guru", "Guru yang diamati", "Lembar", "Tindak lanjut selesai"]
    rows = []
    for madrasah in dict.fromkeys(place for _, place in posts):
        teachers = [person.pk for person, place in posts if place == madrasah]
        own = [each for each in counted if each.sheet.madrasah_id == madrasah.pk]
        seen = {each.sheet.teacher_id for each in own if each.sheet.instrument.is_of_lessons}
        rows.append([madrasah.name, len(teachers), f"{len(seen)} dari {len(teachers)}", len(own), _share(own, done)])
    return Table("Madrasah", head, rows, "", (1, 3))


def _share(own: Iterable[Counted], done: Mapping[int, tuple[int, int]]) -> str:
    found = [done[each.sheet.pk] for each in own if each.sheet.pk in done]
    return f"{sum(part for part, _ in found)} dari {sum(of for _, of in found)}" if found else "–"


def _measures(posts: Sequence[Post], counted: Sequence[Counted]) -> list[Table]:
    """One table an instrument's version and purpose, in the order of their names."""
    alike: dict[tuple[int, str], list[Counted]] = {}
    for each in counted:
        alike.setdefault((each.sheet.instrument.pk, each.sheet.purpose), []).append(each)
    tables = [_measure(posts, found) for found in alike.values()]
    return sorted(tables, key=lambda table: table.title)


def _measure(posts: Sequence[Post], found: Sequence[Counted]) -> Table:
    instrument, name = found[0].sheet.instrument, found[0].sheet.name
    definition = instrument.definition
    rows, bands, sheets = [], Counter[str](), _by_post(found)
    for person, madrasah in (post for post in posts if (post[0].pk, post[1].pk) in sheets):
        own = sheets[person.pk, madrasah.pk]
        last = own[-1]
        before = "; ".join(f"{date_short(each.sheet.observed_on)}: {_words(each)}" for each in own[:-1])
        bands[last.result.band.label if last.result.band else "tanpa sebutan"] += 1
        rated = f"{last.result.filled} dari {last.result.count}"
        rows.append(
            [
                str(person),
                madrasah.name,
                len(own),
                _words(last),
                rated,
                date_short(last.sheet.observed_on),
                before or "–",
            ]
        )
    head = ["Guru", "Madrasah", "Lembar", "Hasil terakhir", "Butir dinilai", "Tanggal", "Sebelumnya"]
    order = [band.label for band in definition.bands]
    counts = ", ".join(
        f"{label} {bands[label]}"
        for label in sorted(bands, key=lambda word: order.index(word) if word in order else 99)
    )
    note = f"Sebutan hasil terakhir: {counts}, dari {sum(bands.values())} guru. {proposal_words(definition)}".strip()
    return Table(f"{name}, versi {instrument.version}", head, rows, note, (2,))


def _words(each: Counted) -> str:
    return result_words(each.result, each.sheet.instrument.definition)
