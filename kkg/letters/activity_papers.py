"""Laporan kegiatan and LPJ: what was held in a span, counted from closed sessions, beside typed chapters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count

from core.formats import date_plain, date_range, date_short, percent
from kkg.attendance.models import Attendance
from kkg.certificates.models import CertificateBatch
from kkg.decisions.papers import decision_line
from kkg.groups.models import WorkingGroup
from kkg.groups.papers import Data, heading
from kkg.letters.money import Item, items_of, rupiah, total
from kkg.library.models import Material
from kkg.photos.papers import MOST, usable_photos
from kkg.problems.models import Problem
from kkg.sessions.models import Session
from kkg.sessions.papers import circumstances, speakers_text, topic_line
from kkg.sessions.presenters import when_held

CHAPTERS = ("preface", "background", "goals", "target", "expected", "change", "conclusion", "recommendation")
MARKS = tuple(Attendance.Mark.values)
BY_DAY = "Pada pertemuan beberapa hari, kehadiran dan JP dihitung tiap hari, lalu dijumlahkan."


@dataclass(frozen=True)
class Span:
    """What a report is about: days of closed sessions in order, in words for the cover, and how many were meant."""

    report: str
    subject: str
    since: date
    until: date
    sessions: Sequence[Session]
    period: str = ""
    goals: str = ""
    planned: int | None = None
    cancelled: int | None = None
    ordinals: Mapping[int, int] = field(default_factory=dict)

    @property
    def days(self) -> str:
        """The period in words, else from the first day to the last."""
        return self.period or date_range(self.since, self.until)

    @property
    def meetings(self) -> list[list[Session]]:
        """Each session once, by its first day, with all its days."""
        found: dict[int, list[Session]] = {}
        for day in self.sessions:
            found.setdefault(day.whole_pk, []).append(day)
        return list(found.values())


def report(group: WorkingGroup, span: Span, values: Mapping[str, Any], signers: Data) -> Data:
    """Everything templates/papers/report.typ prints. `values`: CHAPTERS, "guide" and "dated" as typed.

    Photos are kept as keys: whether they may be shown is asked each time the paper is printed.
    """
    photos = usable_photos(span.sessions)
    places = group.group_places.open(span.until).select_related("madrasah").order_by("madrasah__name")
    return {
        **heading(group, span.report, values["dated"]),
        **{name: values[name] for name in CHAPTERS},
        "funds": _funds(values["income"], values["spent"]),
        "report": span.report,
        "subject": span.subject,
        "period": span.days,
        "group": group.name,
        "places": "\n".join(str(place.madrasah) for place in places),
        "figures": figures(span),
        "sessions": [_session(days, span.ordinals) for days in span.meetings],
        "by_day": BY_DAY if len(span.meetings) < len(span.sessions) else "",
        "decisions": [decision_line(d) for session in span.sessions for d in session.decisions.all()],
        "problems": _problems(span.sessions),
        "people": _people(span.sessions),
        "attachments": _attachments(group, span, values["guide"], len(photos)),
        "photos": [photo.pk for photo in photos],
        "signers": signers,
    }


def _funds(income: str, spent: str) -> Data:
    """Amounts and totals in words; nothing where nothing was typed."""
    came, went = items_of(income), items_of(spent)
    return {
        "income": _sums(came),
        "spent": _sums(went),
        "rest": rupiah(total(came) - total(went)) if came or went else "",
    }


def _sums(items: list[Item]) -> list[list[str]]:
    """A line an item, the total last."""
    lines = [[item.what, rupiah(item.sum)] for item in items]
    return [*lines, ["Jumlah", rupiah(total(items))]] if lines else []


def figures(span: Span) -> list[tuple[str, str]]:
    """Counts of the span in words and values, from the same rows that the pages count."""
    marks = [row.mark for session in span.sessions for row in session.attendances.all() if row.person_id]
    topics = _last_results(span.sessions)
    came, done = marks.count(Attendance.Mark.HADIR), topics.count("tuntas")
    found = [
        ("Pertemuan direncanakan", "" if span.planned is None else str(span.planned)),
        ("Pertemuan terlaksana", str(len(span.meetings))),
        ("Pertemuan dibatalkan", "" if span.cancelled is None else str(span.cancelled)),
        ("Jumlah JP", str(sum(session.jp for session in span.sessions))),
        ("Kehadiran", f"{came} dari {len(marks)} ({percent(came, len(marks))})" if marks else ""),
        ("Topik tuntas", f"{done} dari {len(topics)}" if topics else ""),
    ]
    return [(word, value) for word, value in found if value]


def _last_results(sessions: Sequence[Session]) -> list[str]:
    """One result a topic: what went on in a later session of the span counts there, as in the recap."""
    topics = [topic for session in sessions for topic in session.topics.all()]
    went_on = {topic.continues_id for topic in topics}
    return [topic.status for topic in topics if topic.pk not in went_on]


def _session(days: Sequence[Session], ordinals: Mapping[int, int]) -> Data:
    """One session as its tables tell it; JP and attendance are sums over its days."""
    session, rows = days[0], [row for day in days for row in day.attendances.all()]
    marks = [row.mark for row in rows if row.person_id]
    guests = len(rows) - len(marks)
    known = circumstances(session)
    return {
        "title": session.title,
        "ordinal": str(ordinals.get(session.pk, "")),
        "date": known["day"] if session.until else date_short(session.date),
        "day": known["day"],
        "hours": known["hours"],
        "place": known["place"],
        "method": session.method,
        "speakers": speakers_text(session),
        "jp": str(sum(day.jp for day in days)),
        "came": f"{marks.count(Attendance.Mark.HADIR)} dari {len(marks)}",
        "marks": [*(str(marks.count(mark)) for mark in MARKS), str(guests)],
        "topics": [topic_line(topic) for topic in session.topics.all()],
        "result": session.result_text,
    }


def _problems(sessions: Sequence[Session]) -> list[Data]:
    """Obstacles noted at topics, and problems brought to these sessions; never whose they are."""
    noted = [
        {"text": f"{topic.title}: {topic.obstacles}", "discussion": topic.advice, "tried": ""}
        for session in sessions
        for topic in session.topics.all()
        if topic.obstacles
    ]
    brought = Problem.objects.filter(removed_at=None, topic__session__in=sessions).order_by("brought_on", "key")
    return noted + [{"text": p.text, "discussion": p.discussion, "tried": p.tried} for p in brought]


def _people(sessions: Sequence[Session]) -> list[Data]:
    """One line per person called: how often and for how many JP they came."""
    found: dict[int, Data] = {}
    for session in sessions:
        for row in session.attendances.all():
            if row.person is not None:
                _count(found, row, session.jp)
    lines = sorted(found.values(), key=lambda line: (line["sort"], line["person"]))
    return [_person(line) for line in lines]


def _count(found: dict[int, Data], row: Attendance, jp: int) -> None:
    person: Any = row.person
    fresh = {"person": person.pk, "sort": person.name.casefold(), "name": str(person), "came": 0, "of": 0, "jp": 0}
    line = found.setdefault(person.pk, fresh)
    line["place"] = str(row.madrasah or "–")
    line["of"] += 1
    if row.mark == Attendance.Mark.HADIR:
        line["came"] += 1
        line["jp"] += jp


def _person(line: Data) -> Data:
    kept = {name: line[name] for name in ("person", "name", "place")}
    return kept | {"came": f"{line['came']} dari {line['of']}", "jp": str(line["jp"])}


def _attachments(group: WorkingGroup, span: Span, guide: str, photos: int) -> list[tuple[str, str]]:
    """What goes behind the report, counted from the record; empty where nothing is known."""
    products = Material.objects.kept().filter(session__in=span.sessions, kind=Material.Kind.PRODUCT)
    letters = group.letters.filter(session__in=span.sessions, withdrawn_at=None).order_by("year", "number")
    return [
        ("Panduan", guide),
        ("Hasil kerja", "\n".join(products.order_by("title").values_list("title", flat=True))),
        ("Daftar hadir", f"{len(span.meetings)} pertemuan"),
        ("Foto", _photos_text(photos)),
        ("Surat", "\n".join(str(x) for x in letters)),
        ("Sertifikat", "\n".join(_certificates(group, span))),
    ]


def _photos_text(count: int) -> str:
    """How many may be shown, and how many of them are printed."""
    printed = f", dicetak {MOST}" if count > MOST else ""
    return f"{count} foto{printed}" if count else ""


def _certificates(group: WorkingGroup, span: Span) -> list[str]:
    batches = CertificateBatch.objects.filter(group=group, since__lte=span.until, until__gte=span.since)
    counted = batches.prefetch_related("certificates")
    return [
        f"{batch.title}: {sum(c.withdrawn_at is None for c in batch.certificates.all())} lembar" for batch in counted
    ]


def one_session(days: Sequence[Session], ordinals: Mapping[int, int]) -> Span:
    """The report of a single session, given with all its days."""
    session = days[0]
    return Span(
        report="Laporan Kegiatan",
        subject=session.title,
        since=session.date,
        until=days[-1].date,
        sessions=days,
        period=when_held(session),
        ordinals=ordinals,
    )


def some_sessions(group: WorkingGroup, sessions: Sequence[Session], ordinals: Mapping[int, int]) -> Span:
    """The report of closed sessions in a span of days; three make one for PAK (domain.md §4.5)."""
    days = [session.date for session in sessions]
    return Span(
        report="Laporan Kegiatan",
        subject=str(group),
        since=min(days),
        until=max(days),
        sessions=sessions,
        ordinals=ordinals,
    )


def semester_sessions(
    group: WorkingGroup, semester: Any, sessions: Sequence[Session], ordinals: Mapping[int, int]
) -> Span:
    """The LPJ of a semester and the days before it (decisions.md 30), with the goals and the count of its programme
    where there is one.
    """
    programme = group.programmes.filter(semester=semester).values("goals", size=Count("planned")).first()
    days = (semester.kkg_days.starts_on, semester.kkg_days.ends_on)
    cancelled = group.sessions.kept().filter(cancelled_at__isnull=False, date__range=days).count()
    return Span(
        report="Laporan Pertanggungjawaban",
        subject=str(group),
        since=days[0],
        until=days[1],
        sessions=sessions,
        period=f"{semester} ({joined_days(*days)})",
        goals=programme["goals"] if programme else "",
        planned=programme["size"] if programme else None,
        cancelled=cancelled,
        ordinals=ordinals,
    )


def joined_days(first: date, last: date) -> str:
    """ "13 Juli 2026 sampai 19 Desember 2026"."""
    return f"{date_plain(first)} sampai {date_plain(last)}"
