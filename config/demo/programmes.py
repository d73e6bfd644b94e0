"""The demo's programmes: what was planned, what became a session, what still waits."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from config.demo import words
from config.demo.days import Days
from config.demo.people import Village
from kkg.models import Session
from kkg.programme.actions import save_programme, start_programme, tie_session
from madrasah.models import Semester


def plan_meetings(village: Village, days: Days) -> None:
    """The ketua writes one for each semester in which they meet; what else is planned stands in the last."""
    found = list(Session.objects.filter(group__name="KKG MI Contoh Gantarang").order_by("date"))
    packed = zip(found, words.PACKS, strict=True)
    for semester, pairs in groupby(packed, key=lambda pair: days.semester_of(pair[0].date)):
        sessions, packs = zip(*pairs, strict=True)
        rows = [_held(session, pack) for session, pack in zip(sessions, packs, strict=True)]
        if found[-1] in sessions:
            rows += _plans(semester, days)
        _write(village, semester, sessions, rows)


def _plans(semester: Semester, days: Days) -> list[dict[str, object]]:
    """With a date where the semester still has room for it."""
    rows: list[dict[str, object]] = []
    for title, kind, pack, competency, fortnights in words.PLANS:
        day = days.meeting(fortnights) if fortnights else None
        known = day if day and day <= semester.ends_on else None
        rows.append({"title": title, "kind": kind, "pack": pack, "competency": competency, "date": known, "jp": 4})
    return rows


def _write(
    village: Village, semester: Semester, sessions: Sequence[Session], rows: Sequence[Mapping[str, object]]
) -> None:
    ketua, group = village.users["gita"], sessions[0].group
    programme = start_programme(group=group, semester=semester, goals="", with_last=False, by=ketua)
    programme = save_programme(programme=programme, goals=words.GOALS, rows=rows, revision=programme.revision, by=ketua)
    for planned, session in zip(programme.planned.order_by("position"), sessions, strict=False):
        tie_session(planned=planned, session=session, by=ketua)


def _held(session: Session, pack: str) -> dict[str, object]:
    known = {"title": session.title, "kind": session.kind, "date": session.date, "jp": session.jp}
    return known | {"pack": pack, "competency": "pedagogik"}
