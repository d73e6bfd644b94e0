"""Who has earned a certificate over a span of days: read from closed sessions, nothing is stored here."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, Prefetch, Value

from kkg.attendance.models import Attendance
from kkg.certificates.models import Certificate, CertificateBatch
from kkg.groups.models import WorkingGroup
from kkg.sessions.models import Session, Topic, narasumber
from kkg.speakers.models import Speaker
from kkg.speakers.querysets import TAKEN_UP
from madrasah.models import Madrasah, Person

Who = tuple[int | None, int | None]  # keys of the person, or of the outsider
Key = tuple[Who, str]
MEMBER, SPEAKER = Certificate.Part.MEMBER.value, Certificate.Part.SPEAKER.value
AGENDAS = ("topics", "day_of__topics")  # of a session, and of the one that it is a later day of


@dataclass(frozen=True)
class Award:
    """What the record of a person, or of an outsider, gives in one part; `why_not` is a sentence, or empty when it
    is enough.

    `sessions` and `hours`: as Certificate keeps them. `institution`: the madrasah of the last session, or where an
    outsider comes from. `certified`: JP of these days that other valid certificates hold already, by their numbers.
    """

    holder: Person | Speaker
    part: str
    sessions: tuple[dict[str, Any], ...]
    institution: str = ""
    why_not: str = ""
    certified: Mapping[str, int] = field(default_factory=dict)

    @property
    def hours(self) -> int:
        """Σ JP of the sessions (decisions.md 21)."""
        return sum(session["jp"] for session in self.sessions)

    @property
    def is_held(self) -> bool:
        """Whether other valid certificates hold all of it."""
        return bool(self.certified) and not self.hours

    @property
    def key(self) -> Key:
        """One certificate of a batch each."""
        is_outsider = isinstance(self.holder, Speaker)
        return (None, self.holder.pk) if is_outsider else (self.holder.pk, None), self.part


@dataclass(frozen=True)
class Difference:
    """A certificate, and the hours that the record gives now."""

    certificate: Certificate
    hours: int


def awards_of(group: WorkingGroup, since: date, until: date, least_hours: int) -> list[Award]:
    """Everybody who was called or spoke at the group's closed sessions of these days, members first, by name.

    Hours are those of sessions marked hadir (decisions.md 21), and no session counts twice: where one spoke
    it counts as narasumber, elsewhere as peserta, and not again where another valid certificate of the holder has it.
    `least_hours` binds participants. An outsider is judged only where they spoke. Nine queries at most.
    """
    held = _held(group, since, until)
    calls = _calls(_closed(group, since, until))
    counting, certified = _counting(calls), _certified(group, since, until)
    holders = _holders(counting)
    places = _last_places([session.pk for session in held], calls)
    told = [(session, certified_facts(session)) for session in held]
    found = []
    for (who, part), sessions in counting.items():
        left = _without(sessions, certified[who])
        words = _once([(session, facts) for session, facts in told if session.pk in left])
        place = getattr(holders[who], "institution", places.get(who, ""))
        award = Award(holders[who], part, words, place, certified=_by_number(sessions, certified[who]))
        found.append(_judged(award, least_hours))
    return _in_turn(found)


def _certified(group: WorkingGroup, since: date, until: date) -> Mapping[Who, Mapping[int, str]]:
    """By holder the sessions that stand on a valid certificate of other days which overlap these, and its number."""
    overlapping = Certificate.objects.valid().filter(
        batch__group=group, batch__since__lte=until, batch__until__gte=since
    )
    found: defaultdict[Who, dict[int, str]] = defaultdict(dict)
    for row in overlapping.exclude(batch__since=since, batch__until=until):
        found[_key_of(row)[0]] |= {session["session"]: row.number_text for session in row.sessions}
    return found


def _without(sessions: Mapping[int, int], certified: Collection[int]) -> dict[int, int]:
    return {pk: jp for pk, jp in sessions.items() if pk not in certified}


def _by_number(sessions: Mapping[int, int], certified: Mapping[int, str]) -> dict[str, int]:
    """JP of those sessions that are certified, by the number of the certificate."""
    found: Counter[str] = Counter()
    for pk in sessions.keys() & certified.keys():
        found[certified[pk]] += sessions[pk]
    return dict(sorted(found.items()))


def _once(told: Iterable[tuple[Session, dict[str, Any]]]) -> tuple[dict[str, Any], ...]:
    """Topics of one that lasts several days stand on the first of these, whichever day of it that is."""
    first: dict[int, int] = {}
    return tuple(
        facts if first.setdefault(session.whole_pk, session.pk) == session.pk else facts | {"topics": []}
        for session, facts in told
    )


def _holders(keys: Iterable[Key]) -> dict[Who, Person | Speaker]:
    """One query for the people, one for the outsiders if there are any."""
    found = {who for who, _ in keys}
    people = Person.objects.in_bulk({person for person, _ in found if person})
    outsiders = Speaker.objects.in_bulk({speaker for _, speaker in found if speaker})
    return {(pk, None): row for pk, row in people.items()} | {(None, pk): row for pk, row in outsiders.items()}


def _in_turn(awards: Iterable[Award]) -> list[Award]:
    return sorted(awards, key=lambda award: (award.part != MEMBER, award.holder.name.casefold(), award.holder.pk))


class Call(NamedTuple):
    """Somebody we know at one session: called, with a mark, or noted as narasumber, with none."""

    person: int | None
    speaker: int | None
    session: int
    jp: int
    mark: str
    madrasah: int | None

    @property
    def who(self) -> Who:
        """A person who speaks is the person."""
        return (self.person, None) if self.person else (None, self.speaker)


def _calls(sessions: Any) -> list[Call]:
    """Everybody who was called or spoke at these sessions. Who speaks on an agenda speaks on all days of it. One
    query.
    """
    called = Attendance.objects.filter(session__in=sessions.order_by()).exclude(person=None, speaker=None).order_by()
    ways = [_spoke(sessions, "speakers"), *(_spoke(_taken_up(sessions, on), f"{on}__speaker") for on in AGENDAS)]
    columns = ("person", "speaker", "session", "session__jp", "mark", "madrasah")
    return [Call(*row) for row in called.values_list(*columns).union(*ways, all=True)]


def _taken_up(sessions: Any, agenda: str) -> Any:
    return sessions.filter(**{f"{agenda}__status__in": TAKEN_UP})


def _spoke(sessions: Any, way: str) -> Any:
    """Of each session those at the end of this way, in the columns of a call without a mark."""
    found = sessions.order_by().exclude(**{way: None})
    return found.values_list(f"{way}__person", way, "pk", "jp", Value(""), Value(None, BigIntegerField()))


def _counting(calls: Collection[Call]) -> dict[Key, dict[int, int]]:
    """JP of the sessions that count, by who and part; empty for who was called or noted but was not there."""
    spoke = {(call.who, call.session) for call in calls if not call.mark}
    counting: dict[Key, dict[int, int]] = {}
    for call in calls:
        part = SPEAKER if (call.who, call.session) in spoke else MEMBER
        if part == MEMBER and not call.person:
            continue
        sessions = counting.setdefault((call.who, part), {})
        if call.mark == Attendance.Mark.HADIR:
            sessions[call.session] = call.jp
    return counting


def _last_places(order: list[int], calls: Iterable[Call]) -> dict[Who, str]:
    """The madrasah of each person's last row; `order`: keys of the sessions in the order of days."""
    placed = [call for call in calls if call.madrasah]
    last = {call.who: call.madrasah for call in sorted(placed, key=lambda call: order.index(call.session))}
    names = Madrasah.objects.in_bulk(set(last.values()))
    return {who: str(names[madrasah or 0]) for who, madrasah in last.items()}


def _held(group: WorkingGroup, since: date, until: date) -> list[Session]:
    found = _closed(group, since, until).order_by("date", "starts_at", "pk")
    topics = [Prefetch(agenda, Topic.objects.with_speaker()) for agenda in AGENDAS]
    noted = Prefetch("speakers", Speaker.objects.select_related("person"))
    return list(found.select_related("day_of").prefetch_related(*topics, noted))


def certified_facts(session: Session) -> dict[str, Any]:
    """What a certificate keeps of a session or a day of one: topics that were taken up, who spoke, JP."""
    topics = [topic for topic in (session.day_of or session).topics.all() if topic.status in TAKEN_UP]
    return {
        "session": session.pk,
        "date": session.date.isoformat(),
        "title": session.title,
        "topics": [topic.title for topic in topics],
        "speakers": [str(speaker) for speaker in narasumber(session.speakers.all(), topics)],
        "jp": session.jp,
    }


def _judged(award: Award, least_hours: int) -> Award:
    return replace(award, why_not=_why_not(award, least_hours))


def _why_not(award: Award, least_hours: int) -> str:
    if getattr(award.holder, "removed_at", None):
        return "Datanya sudah dihapus."
    if award.is_held:
        return f"Semua JP-nya sudah ada di sertifikat {', '.join(award.certified)}."
    if not award.hours:
        spoke = "Dicatat sebagai narasumber, tetapi tidak tercatat hadir." if award.part == SPEAKER else ""
        return spoke or "0 JP: tidak tercatat hadir di satu pertemuan pun."
    if award.part == MEMBER and award.hours < least_hours:
        besides = f" di luar sertifikat {', '.join(award.certified)}" if award.certified else ""
        return f"{award.hours} JP{besides}: kurang dari {least_hours} JP."
    return ""


def awards_to_issue(group: WorkingGroup, since: date, until: date, least_hours: int) -> list[Award]:
    """The same, but who holds a valid certificate of exactly these days gets no second one."""
    rows = standing(group, since, until)
    numbers = {_key_of(row): row.number_text for row in rows}
    found = awards_of(group, since, until, least_hours)
    return [_held_as(award, numbers.get(award.key, "")) for award in found]


def _held_as(award: Award, number: str) -> Award:
    """The same, with nothing to issue where it stands on the certificate of this number, of the same days."""
    if not number or award.why_not:
        return award
    words = f"Sudah memegang sertifikat {number} untuk tanggal yang sama."
    return replace(award, sessions=(), certified={number: award.hours}, why_not=words)


def _key_of(certificate: Certificate) -> Key:
    return (certificate.person_id, certificate.speaker_id), certificate.part


def standing(group: WorkingGroup, since: date, until: date) -> list[Certificate]:
    """Valid certificates of exactly these days."""
    return list(Certificate.objects.valid().filter(batch__group=group, batch__since=since, batch__until=until))


def changed_since(batch: CertificateBatch, valid: Collection[Certificate]) -> tuple[list[Difference], list[Award]]:
    """Certificates of the batch that say other hours than the record now, and who has earned one by now.

    `valid`: those `standing` for its days. Three queries.
    """
    now = _counting(_calls(_closed(batch.group, batch.since, batch.until)))
    certified = _certified(batch.group, batch.since, batch.until)
    differing = []
    for certificate in valid:
        key, own = _key_of(certificate), {one["session"]: one["jp"] for one in certificate.sessions}
        hours = _without(now.get(key, {}), certified[key[0]].keys() - own.keys())
        if certificate.batch_id == batch.pk and hours != own:
            differing.append(Difference(certificate, sum(hours.values())))
    lacking = set(now) - {_key_of(row) for row in valid}
    return differing, _earned({key: _without(now[key], certified[key[0]]) for key in lacking}, batch.least_hours)


def _earned(counting: Mapping[Key, Mapping[int, int]], least_hours: int) -> list[Award]:
    """What suffices for one, members first, by name; of their sessions only the JP."""
    holders = _holders(counting)
    found = [
        _judged(Award(holders[who], part, tuple({"jp": jp} for jp in hours.values())), least_hours)
        for (who, part), hours in counting.items()
    ]
    return _in_turn(award for award in found if not award.why_not)


def guest_names(group: WorkingGroup, since: date, until: date, awards: Iterable[Award]) -> list[str]:
    """Guests who did not speak: they get none, and a page says so. `awards`: of everybody, for these days."""
    judged = {award.key[0] for award in awards}
    rows = Attendance.objects.guests().filter(session__in=_closed(group, since, until).order_by())
    return sorted({row.guest.name for row in rows if (None, row.speaker_id) not in judged}, key=str.casefold)


def _closed(group: WorkingGroup, since: date, until: date) -> Any:
    """Day by day: each counts with its own JP for who was there."""
    return Session.days.of_group(group).counted().closed().filter(date__range=(since, until))


def open_sessions(group: WorkingGroup, since: date, until: date) -> list[Session]:
    """Sessions of these days that are not closed, so that nothing of them counts."""
    found = group.sessions.kept().filter(cancelled_at=None, closed_at=None, date__range=(since, until))
    return list(found.order_by("date", "pk"))
