"""Who has earned a certificate over a span of days: read from closed sessions, nothing is stored here."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Prefetch

from kkg.attendance.models import Attendance
from kkg.certificates.models import Certificate, CertificateBatch
from kkg.groups.models import WorkingGroup
from kkg.sessions.models import Session, Speaker, Topic, narasumber
from madrasah.models import Madrasah, Person

Key = tuple[int, str]
MEMBER, SPEAKER = Certificate.Part.MEMBER.value, Certificate.Part.SPEAKER.value
TAKEN_UP = (Topic.Status.TUNTAS, Topic.Status.SEBAGIAN)


@dataclass(frozen=True)
class Award:
    """What one person's record gives in one part; `why_not` is a sentence, or empty when it is enough.

    `sessions` and `hours`: as Certificate keeps them. `institution`: the madrasah of the last session.
    """

    person: Person
    part: str
    sessions: tuple[dict[str, Any], ...]
    institution: str = ""
    why_not: str = ""

    @property
    def hours(self) -> int:
        """Σ JP of the sessions (decisions.md 21)."""
        return sum(session["jp"] for session in self.sessions)

    @property
    def key(self) -> Key:
        """One certificate of a batch each."""
        return self.person.pk, self.part


@dataclass(frozen=True)
class Difference:
    """A certificate, and the hours that the record gives now."""

    certificate: Certificate
    hours: int


def awards_of(group: WorkingGroup, since: date, until: date, least_hours: int) -> list[Award]:
    """Everybody who was called or spoke at the group's closed sessions of these days, members first, by name.

    Hours are those of sessions marked hadir (decisions.md 21), and no session counts twice: where one spoke
    it counts as narasumber, elsewhere as peserta. `least_hours` binds participants. Guests known by name only
    are nobody we know. Seven queries.
    """
    held = _held(group, since, until)
    counting = _counting(held)
    people = Person.objects.in_bulk({person for person, _ in counting})
    places = _last_places(held)
    told = [(session.pk, certified_facts(session)) for session in held]
    found = []
    for (person, part), sessions in counting.items():
        words = tuple(one for session, one in told if session in sessions)
        found.append(_judged(Award(people[person], part, words, places.get(person, "")), least_hours))
    return sorted(found, key=lambda award: (award.part != MEMBER, award.person.name.casefold(), award.person.pk))


def _counting(held: Iterable[Session]) -> dict[Key, set[int]]:
    """Sessions that count, by person and part; empty for who was called or noted but was not there."""
    counting: dict[Key, set[int]] = {}
    for session in held:
        spoke = {one.person_id for one in session.speakers.all() if one.person_id}
        marks = {row.person_id: row.mark for row in session.attendances.all() if row.person_id}
        for person in spoke | set(marks):
            sessions = counting.setdefault((person, SPEAKER if person in spoke else MEMBER), set())
            if marks.get(person) == Attendance.Mark.HADIR:
                sessions.add(session.pk)
    return counting


def _last_places(held: Iterable[Session]) -> dict[int, str]:
    """The madrasah of each person's last row; `held` in the order of days."""
    rows = [row for session in held for row in session.attendances.all()]
    last = {row.person_id: row.madrasah_id for row in rows if row.person_id and row.madrasah_id}
    names = Madrasah.objects.in_bulk(set(last.values()))
    return {person: str(names[madrasah]) for person, madrasah in last.items()}


def _held(group: WorkingGroup, since: date, until: date) -> list[Session]:
    found = _closed(group, since, until).order_by("date", "starts_at", "pk")
    return list(
        found.prefetch_related("topics", Prefetch("speakers", Speaker.objects.select_related("person")), "attendances")
    )


def certified_facts(session: Session) -> dict[str, Any]:
    """What a certificate keeps of a session: topics that were taken up, who spoke, JP."""
    topics = [topic for topic in session.topics.all() if topic.status in TAKEN_UP]
    return {
        "session": session.pk,
        "date": session.date.isoformat(),
        "title": session.title,
        "topics": [topic.title for topic in topics],
        "speakers": narasumber(session.speakers.all(), topics),
        "jp": session.jp,
    }


def _judged(award: Award, least_hours: int) -> Award:
    return replace(award, why_not=_why_not(award, least_hours))


def _why_not(award: Award, least_hours: int) -> str:
    if award.person.removed_at:
        return "Datanya sudah dihapus."
    if not award.hours:
        spoke = "Dicatat sebagai narasumber, tetapi tidak tercatat hadir." if award.part == SPEAKER else ""
        return spoke or "0 JP: tidak tercatat hadir di satu pertemuan pun."
    if award.part == MEMBER and award.hours < least_hours:
        return f"{award.hours} JP: kurang dari {least_hours} JP."
    return ""


def awards_to_issue(group: WorkingGroup, since: date, until: date, least_hours: int) -> list[Award]:
    """The same, but who holds a valid certificate of exactly these days gets no second one."""
    numbers = _numbers_of(group, since, until)
    return [
        replace(award, why_not=f"Sudah memegang sertifikat {numbers[award.key]} untuk tanggal yang sama.")
        if award.key in numbers and not award.why_not
        else award
        for award in awards_of(group, since, until, least_hours)
    ]


def _numbers_of(group: WorkingGroup, since: date, until: date) -> dict[Key, str]:
    rows = Certificate.objects.valid().filter(batch__group=group, batch__since=since, batch__until=until)
    return {(person, part): number for person, part, number in rows.values_list("person", "part", "number_text")}


def changed_since(batch: CertificateBatch) -> tuple[list[Difference], list[Award]]:
    """Valid certificates that say other hours than the record now, and who has earned one by now."""
    now = {award.key: award for award in awards_of(batch.group, batch.since, batch.until, batch.least_hours)}
    differing = [
        Difference(certificate, award.hours if award else 0)
        for certificate in batch.certificates.valid()
        for award in (now.get((certificate.person_id, certificate.part)),)
        if _counted(award.sessions if award else ()) != _counted(certificate.sessions)
    ]
    numbers = _numbers_of(batch.group, batch.since, batch.until)
    return differing, [award for key, award in now.items() if not award.why_not and key not in numbers]


def _counted(sessions: Iterable[dict[str, Any]]) -> set[tuple[int, int]]:
    return {(session["session"], session["jp"]) for session in sessions}


def guest_names(group: WorkingGroup, since: date, until: date) -> list[str]:
    """Guests known by name only: they get none, and a page says so."""
    rows = Attendance.objects.guests().filter(session__in=_closed(group, since, until).order_by())
    return sorted(set(rows.values_list("guest_name", flat=True)), key=str.casefold)


def _closed(group: WorkingGroup, since: date, until: date) -> Any:
    return group.sessions.kept().closed().filter(cancelled_at=None, date__range=(since, until))


def open_sessions(group: WorkingGroup, since: date, until: date) -> list[Session]:
    """Sessions of these days that are not closed, so that nothing of them counts."""
    found = group.sessions.kept().filter(cancelled_at=None, closed_at=None, date__range=(since, until))
    return list(found.order_by("date", "pk"))
