"""Sessions and topics for the tests of this folder; people and groups come from the cast."""

from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from kkg.attendance.actions import mark_roll_call
from kkg.attendance.rosters import roster_of
from kkg.library.actions import share_material
from kkg.models import Material, Officer, Session, Speaker, SpeakerMerge, Topic, WorkingGroup
from kkg.record.actions import close_session
from kkg.sessions.actions import open_session
from kkg.sessions.carrying import arrange_agendas
from kkg.speakers.actions import make_one
from madrasah.models import User
from madrasah.periods import school_year_of
from tests.cast import Cast
from tests.clock import days_from_now
from tests.factories import make_person, make_user

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def make_session(cast: Cast, *, days: int = 0, group: WorkingGroup | None = None, **values: Any) -> Session:
    """A session of the cast's KKG, planned by its ketua, `days` from today; of another KKG by whoever may."""
    values = {"title": "Menyusun RPP Contoh", "date": days_from_now(days), "jp": 3} | values
    if group in (None, cast.group):
        return open_session(group=cast.group, client_token=uuid4(), values=values, by=cast.gita)
    session = Session.objects.create(group=group, school_year=school_year_of(values["date"]), **values)
    arrange_agendas(group)
    return session


def make_topic(session: Session, title: str = "Topik Contoh", **fields: Any) -> Topic:
    position = session.topics.count() + 1
    return Topic.objects.create(session=session, title=title, **{"position": position} | fields)


def make_speaker(cast: Cast, name: str = "Ibu Rosmini", institution: str = "", **fields: Any) -> Speaker:
    """An outsider known to the cast's KKG."""
    return Speaker.objects.create(**{"group": cast.group, "name": name, "institution": institution} | fields)


def make_twin(cast: Cast) -> SpeakerMerge:
    """Two outsiders of the cast's KKG, made one."""
    kept, twin = (make_speaker(cast, name) for name in ("Ibu Nurhayati", "Bu Nurhayati"))
    make_one(kept=kept, dropped=twin, by=cast.gita)
    return kept.merges.get()


def call_roll(session: Session, by: User, **marks: str) -> Session:
    """Everybody hadir, but those named: call_roll(session, by, p7="izin")."""
    wanted = {e.person.pk: marks.get(f"p{e.person.pk}", "hadir") for e in roster_of(session)}
    session.refresh_from_db()
    return mark_roll_call(session=session, marks=wanted, revision=session.revision, by=by)


def close(session: Session, by: User, **statuses: str) -> Session:
    """Closes after a full roll call; statuses by title word: close(session, by, Topik="belum")."""
    call_roll(session, by)
    session.refresh_from_db()
    results = {
        topic.pk: {"status": statuses.get(topic.title, "tuntas"), "minutes_used": 30} for topic in session.topics.all()
    }
    return close_session(session=session, results=results, jp=3, revision=session.revision, by=by)


def pdf() -> SimpleUploadedFile:
    return SimpleUploadedFile("kartu.pdf", PDF)


def make_material(
    cast: Cast, title: str = "Kartu pecahan dari kardus", *, by: User | None = None, **values: Any
) -> Material:
    """A medium that Aminah shares with the cast's KKG, without a file unless `upload` is given."""
    upload, group = values.pop("upload", None), values.pop("group", cast.group)
    plain = {"kind": "media", "title": title, "text": "Murid menyusun kartu.", "link": "", "classes": [4]}
    plain |= {"subject": None, "session": None, "topic": None}
    return share_material(group=group, values=plain | values, upload=upload, client_token=uuid4(), by=by or cast.aminah)


def make_office() -> tuple[WorkingGroup, User]:
    """A group of its own, and its ketua."""
    group, user = WorkingGroup.objects.create(name="KKG Contoh"), make_user(make_person())
    Officer.objects.create(group=group, person=user.person, office="ketua", since=days_from_now(-365))
    return group, user
