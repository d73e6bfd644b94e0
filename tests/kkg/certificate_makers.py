"""Certificates for tests: sessions held with marks as told, and batches over their days."""

from typing import Any
from uuid import uuid4

from kkg.certificates.actions import issue_batch
from kkg.groups.reports import signers_on
from kkg.models import CertificateBatch, Session, WorkingGroup
from kkg.record.actions import close_session
from madrasah.models import User
from tests.cast import Cast
from tests.clock import days_from_now
from tests.kkg.makers import call_roll, make_session, make_topic

FIRST, LAST = -60, -1


def held(cast: Cast, *, days: int = -9, jp: int = 3, title: str = "Menyusun RPP Contoh", **marks: str) -> Session:
    """A closed session; marks by the name of the cast's user: held(cast, aminah="izin")."""
    session = make_session(cast, days=days, title=title)
    topic = make_topic(session, f"Topik {title}")
    called = {f"p{getattr(cast, who).person.pk}": mark for who, mark in marks.items()}
    session = call_roll(session, cast.gita, **called)
    results = {topic.pk: {"status": "tuntas", "minutes_used": 30}}
    return close_session(session=session, results=results, jp=jp, revision=session.revision, by=cast.gita)


def make_batch(group: WorkingGroup, by: User, **values: Any) -> CertificateBatch:
    """Certificates over the last 60 days, from 1 JP on."""
    defaults = {
        "title": "Kegiatan KKG Contoh",
        "since": days_from_now(FIRST),
        "until": days_from_now(LAST),
        "dated": days_from_now(0),
        "least_hours": 1,
    }
    token = values.pop("client_token", None) or uuid4()
    signers = signers_on(group, days_from_now(0), with_numbers=True)
    paper = {"letterhead": ["KKG CONTOH"], "place": group.city, "signers": signers}
    return issue_batch(group=group, values=defaults | values, paper=paper, client_token=token, by=by)
