"""The demo's programme of this semester: what was planned, what became a session, what still waits."""

from datetime import timedelta

from config.demo import words
from config.demo.days import Days
from config.demo.people import Village
from kkg.actions.programme import save_programme, start_programme, tie_session
from kkg.models import Session

FORTNIGHT = timedelta(weeks=2)


def plan_semester(village: Village, days: Days) -> None:
    """The ketua writes the programme; sessions that were held are tied to what was planned."""
    ketua, sessions = village.users["gita"], list(Session.objects.filter(
        group__name="KKG MI Contoh Gantarang").order_by("date"))  # fmt: skip
    programme = start_programme(
        group=sessions[0].group, semester=days.semester, goals="", with_last=False, by=ketua
    )
    rows = [_held(session, pack) for session, pack in zip(sessions, words.PACKS, strict=True)]
    last = min(sessions[-1].date, days.semester.ends_on)
    for title, kind, pack, competency, fortnights in words.PLANS:
        day = last + FORTNIGHT * fortnights if fortnights else None
        rows.append(
            {"title": title, "kind": kind, "pack": pack, "competency": competency, "date": day, "jp": 4}
        )
    programme = save_programme(
        programme=programme, goals=words.GOALS, rows=rows, revision=programme.revision, by=ketua
    )
    for planned, session in zip(programme.planned.order_by("position"), sessions, strict=False):
        tie_session(planned=planned, session=session, by=ketua)


def _held(session: Session, pack: str) -> dict[str, object]:
    known = {"title": session.title, "kind": session.kind, "date": session.date, "jp": session.jp}
    return known | {"pack": pack, "competency": "pedagogik"}
