"""Counts and lists read from sessions: evidence of attendance, and topics of earlier sessions. No HTML."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import uuid5

from django.db.models import Count, Prefetch, Q, Sum

from kkg.agenda import PastTopic, history
from kkg.doubts import Meeting, Other, doubts
from kkg.feed import Entry
from kkg.lettering import certificate_number, letter_number, zone_of
from kkg.models import (
    Attendance,
    GroupPlace,
    LetterCounter,
    Officer,
    PlannedSession,
    Session,
    SessionPhoto,
    Speaker,
    Topic,
    WorkingGroup,
    roster_of,
)
from kkg.programme import Counted
from madrasah.models import Assignment, Consent, Holiday, Madrasah, Person, Placement, Semester
from madrasah.periods import school_year_of
from madrasah.roles import Role, role_label
from madrasah.scope import open_at


@dataclass(frozen=True)
class AttendanceEvidence:
    """Came to `came` of `of` closed sessions of one's group in a semester; never part of a percent."""

    came: int
    of: int


def attendance_evidence(person_ids: Collection[int], semester: Semester) -> dict[int, AttendanceEvidence]:
    """Per person with at least one closed session they were called at; evidence with n (decisions.md 1)."""
    rows = (
        Attendance.objects.filter(
            person__in=person_ids, session__removed_at=None, session__closed_at__isnull=False,
            session__date__range=(semester.starts_on, semester.ends_on),
        )
        .values("person")
        .annotate(came=Count("pk", filter=Q(mark=Attendance.Mark.HADIR)), called=Count("pk"))
        .order_by()
    )  # fmt: skip
    return {row["person"]: AttendanceEvidence(row["came"], row["called"]) for row in rows}


def arrivals(session: Session) -> dict[str, int]:
    """How many are `present`, how many of them `checked` in by QR or PIN, and how many are `called`."""
    present = Count("pk", filter=Q(mark="hadir"))
    checked = Count("pk", filter=Q(mark="hadir", checked_at__isnull=False, way__in=["pindai", "pin"]))
    counted = session.attendances.aggregate(present=present, checked=checked)
    return {**counted, "called": len(roster_of(session))}


# Both begin with "select": pghistory takes a statement that doesn't for one that writes.
CHAIN_BACK = """select * from (
    with recursive chain as (
        select id, continues_id from kkg_topic where id = any(%s)
        union select t.id, t.continues_id from kkg_topic t join chain c on t.id = c.continues_id)
    select t.*, s.date as met_on, s.group_id as group_key, g.name as group_name
    from chain join kkg_topic t using (id)
    join kkg_session s on s.id = t.session_id join kkg_workinggroup g on g.id = s.group_id) steps"""


def past_topics(session: Session, topics: Iterable[Topic]) -> dict[int, PastTopic]:
    """Former topics that these of its agenda take up again, as `kkg.agenda.history` reads them. One query."""
    return past_of([topic.continues_id for topic in topics if topic.continues_id], session.group_id)


def past_of(topic_pks: Collection[int], group_pk: int | None = None) -> dict[int, PastTopic]:
    """These topics and all that they continue; of another group than `group_pk` with its name. One query."""
    found: Any = Topic.objects.raw(CHAIN_BACK, [list(topic_pks)]) if topic_pks else []
    past = {}
    for topic in found:
        is_other = group_pk is not None and topic.group_key != group_pk
        past[topic.pk] = PastTopic(
            pk=topic.pk, status=topic.status, date=topic.met_on, continues=topic.continues_id,
            group=topic.group_name if is_other else "",
            note=topic.settled_note if is_other and topic.settled_group_id else "",
        )  # fmt: skip
    return past


def first_of_chain(topic: Topic) -> int:
    """The key of the topic with which this one began."""
    if topic.continues_id is None:
        return topic.pk
    return history(topic.continues_id, past_of([topic.continues_id]))[0].pk


CHAIN_ON = """select * from (
    with recursive chain as (
        select id, id as first from kkg_topic where id = any(%s)
        union select t.id, c.first from kkg_topic t join chain c on t.continues_id = c.id)
    select t.*, chain.first as first_key, s.date as met_on, s.closed_at is not null as is_held
    from chain join kkg_topic t using (id) join kkg_session s on s.id = t.session_id
    where s.removed_at is null) steps order by met_on, id"""


def outcomes_of(topic_pks: Collection[int]) -> dict[int, list[Any]]:
    """Per topic itself and what took it up again, in order; each a Topic with `met_on` and `is_held`."""
    found: Any = Topic.objects.raw(CHAIN_ON, [list(topic_pks)])
    steps: dict[int, list[Any]] = {}
    for topic in found:
        steps.setdefault(topic.first_key, []).append(topic)
    return steps


def session_doubts(session: Session) -> list[str]:
    """What looks wrong about this session, in sentences, also against others of its day. Seven queries."""
    sums = session.topics.aggregate(planned=Sum("minutes_planned"), used=Sum("minutes_used"))
    found = Holiday.objects.filter(starts_on__lte=session.date, ends_on__gte=session.date).first()
    meeting = Meeting(
        date=session.date, starts_at=session.starts_at, ends_at=session.ends_at, jp=session.jp,
        planned=sums["planned"] or 0, used=sums["used"] or 0, holiday=found.name if found else "",
    )  # fmt: skip
    return doubts(meeting, _others_of_day(session))


def _others_of_day(session: Session) -> list[Other]:
    """Sessions of that day that share group, host or persons with this one."""
    people = _twice_recorded(session)
    shared = Q(group=session.group_id) | Q(pk__in=people)
    if session.madrasah_id:
        shared |= Q(madrasah=session.madrasah_id)
    kept = Session.objects.kept().filter(shared, date=session.date, cancelled_at=None)
    return [
        Other(
            title=other.title, group=str(other.group), starts_at=other.starts_at, ends_at=other.ends_at,
            is_same_group=other.group_id == session.group_id,
            host=str(other.madrasah or "") if other.madrasah_id == session.madrasah_id else "",
            people=sorted(people.get(other.pk, ())),
        )
        for other in kept.exclude(pk=session.pk).select_related("group", "madrasah").order_by("pk")
    ]  # fmt: skip


def _twice_recorded(session: Session) -> dict[int, set[str]]:
    """Names of who came to or spoke at this session, by the other sessions of its day where they did too."""
    came = Attendance.objects.filter(mark=Attendance.Mark.HADIR, person__isnull=False)
    spoke = Speaker.objects.filter(person__isnull=False)
    here = {pk for rows in (came, spoke) for (pk,) in rows.filter(session=session).values_list("person")}
    found: dict[int, set[str]] = {}
    for rows in (came, spoke):
        elsewhere = rows.filter(person__in=here, session__date=session.date).exclude(session=session)
        for row in elsewhere.select_related("person"):
            found.setdefault(row.session_id, set()).add(str(row.person))
    return found


def next_numbers(group: WorkingGroup, day: date) -> dict[str, str]:
    """How the next letter and certificate would be numbered if issued on `day`, by the pattern's field."""
    years = {LetterCounter.Series.LETTER: day.year, LetterCounter.Series.CERTIFICATE: school_year_of(day)}
    rows = LetterCounter.objects.filter(group=group).values_list("series", "year", "last")
    last = {series: count for series, year, count in rows if years[LetterCounter.Series(series)] == year}
    letter, certificate = (last.get(series, 0) + 1 for series in years)
    return {
        "letter_pattern": letter_number(group.letter_pattern, letter, day),
        "certificate_pattern": certificate_number(
            group.certificate_pattern, certificate, school_year_of(day)
        ),
    }


def signers(session: Session, *, with_numbers: bool) -> dict[str, dict[str, Any]]:
    """Who signs a paper of this session; see `signers_on`."""
    return signers_on(session.group, session.date, with_numbers=with_numbers)


def signers_on(group: WorkingGroup, day: date, *, with_numbers: bool) -> dict[str, dict[str, Any]]:
    """Who signs a paper of that day: `left` mengetahui, `right` ketua (domain.md §4.5).

    Mengetahui is whom the group's settings name, else its pengawas; two pengawas leave the name open, for
    the pen to decide. A person without NIP is signed with a dash.
    """
    terms = group.officers.open(day).filter(office=Officer.Office.KETUA)
    ketua = [term.person for term in terms.select_related("person")]
    left = _approver(group, with_numbers) or _pengawas(group, day, with_numbers)
    return {"left": left, "right": _signer(f"Ketua {group}", ketua, with_numbers)}


def _approver(group: WorkingGroup, with_numbers: bool) -> dict[str, Any] | None:
    if not (group.approver_office or group.approver_name):
        return None
    number = (group.approver_number or "–") if group.approver_name and with_numbers else ""
    return {"office": group.approver_office, "name": group.approver_name, "number": number}


def _pengawas(group: WorkingGroup, day: date, with_numbers: bool) -> dict[str, Any]:
    places = group.group_places.open(day).values("madrasah")
    offices = Assignment.objects.open(day).filter(role=Role.PENGAWAS, madrasah__in=places)
    people = {office.person_id: office.person for office in offices.select_related("person")}
    return _signer(f"{role_label(Role.PENGAWAS)} Madrasah", list(people.values()), with_numbers)


def _signer(office: str, people: list[Person], with_numbers: bool) -> dict[str, Any]:
    person = people[0] if len(people) == 1 else None
    number = (person.nip or "–") if person and with_numbers else ""
    return {"office": office, "name": str(person or ""), "number": number}


def session_numbers(group: WorkingGroup) -> dict[int, int]:
    """Which meeting of its school year each session is, by date, without those cancelled. One query."""
    found = group.sessions.kept().filter(cancelled_at=None).order_by("date", "starts_at", "pk")
    counts: dict[int, int] = {}
    numbers = {}
    for pk, year in found.values_list("pk", "school_year"):
        numbers[pk] = counts[year] = counts.get(year, 0) + 1
    return numbers


def held_sessions(group: WorkingGroup, first: date, last: date) -> list[Session]:
    """Closed sessions of the span in order, with all that a report counts. A fixed number of queries."""
    found = group.sessions.kept().closed().filter(cancelled_at=None, date__range=(first, last))
    return list(with_record(found).order_by("date", "starts_at", "pk"))


def with_record(sessions: Any) -> Any:
    """Sessions with topics, speakers, decisions and attendances read along."""
    return sessions.select_related("group", "madrasah").prefetch_related(
        "topics", "speakers__person", "decisions__owner", "decisions__proof_file",
        "attendances__person", "attendances__madrasah",
    )  # fmt: skip


def semesters_begun(day: date) -> Any:
    """Semesters that an LPJ may be about, latest first."""
    return Semester.objects.filter(starts_on__lte=day)


def year_meetings(group: WorkingGroup, school_year: int) -> list[Counted]:
    """All that counts for the group in a school year: sessions not called off, and what is only planned.

    The count of the guidance is for the year, so it spans the programmes of both semesters. Two queries.
    """
    kept = group.sessions.kept().filter(cancelled_at=None, school_year=school_year)
    found = kept.values_list("kind", "closed_at", "planned__pack")
    held = [Counted(kind=kind, is_held=shut is not None, pack=pack or "") for kind, shut, pack in found]
    rows = PlannedSession.objects.waiting().filter(
        programme__group=group, programme__semester__school_year=school_year
    )
    plans = rows.order_by("programme__semester__starts_on", "position").values_list("kind", "pack")
    return [*held, *(Counted(kind=kind, is_held=False, pack=pack) for kind, pack in plans)]


FEED_DAYS_BACK = 366


def feed_entries(user: Any, today: date) -> list[Entry]:
    """Sessions of the last year and all that are to come, as a calendar may know them. Two queries."""
    since = today - timedelta(days=FEED_DAYS_BACK)
    seen = Session.objects.visible_to(user).filter(date__gte=since).select_related("group", "madrasah")
    sessions = list(seen.order_by("date", "pk"))
    zones = _zones({session.group_id for session in sessions})
    return [_entry(session, zones.get(session.group_id, "")) for session in sessions]


def _zones(groups: Collection[int]) -> dict[int, str]:
    """The region of each group's first madrasah, by the group's key."""
    places = GroupPlace.objects.filter(group__in=groups).order_by("-pk")
    return dict(places.values_list("group", "madrasah__region"))


def _entry(session: Session, region: str) -> Entry:
    host = session.madrasah
    return Entry(
        uid=uuid5(session.client_token, "kalender"),
        title=session.title,
        group=session.group.name,
        place=", ".join(part for part in (str(host or ""), session.place) if part),
        day=session.date,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        zone=zone_of(host.region_id if host else region),
        sequence=session.revision,
        is_cancelled=session.cancelled_at is not None,
        changed_at=session.updated_at,
    )


def calendar_rows(user: Any, first: date, last: date) -> dict[str, list[Any]]:
    """What stands on a calendar between two days: sessions, plans without one, holidays, semester bounds."""
    plans = PlannedSession.objects.visible_to(user).waiting().select_related("programme__group")
    bounds = Q(starts_on__range=(first, last)) | Q(ends_on__range=(first, last))
    return {
        "sessions": list(Session.objects.visible_to(user).for_list().of_months(first, last)),
        "plans": list(plans.filter(date__range=(first, last)).order_by("date", "pk")),
        "holidays": list(Holiday.objects.filter(starts_on__lte=last, ends_on__gte=first)),
        "semesters": list(Semester.objects.filter(bounds)),
    }


def unfinished_count(group: WorkingGroup, day: date) -> int:
    """Topics that wait or stand on a coming agenda, of sessions before `day`."""
    return Topic.objects.pending().of_line(group, day).filter(session__date__lt=day).count()


def officers_placed_at(group: WorkingGroup, madrasahs: Collection[Madrasah], day: date) -> list[Officer]:
    """Officers in term who are placed at one of these madrasah on `day`."""
    placed = Placement.objects.filter(open_at(day), madrasah__in=madrasahs)
    found = group.officers.open(day).filter(person__in=placed.values("person"))
    return list(found.select_related("person").order_by("since", "pk"))


def people_on_photos(session: Session, called: Collection[int]) -> list[tuple[Person, Consent | None]]:
    """Who is called or seen on a photo of this session, by name, each with the open consent. Two queries."""
    seen = SessionPhoto.people.through.objects.filter(sessionphoto__session=session).values("person")
    open_ones = Consent.objects.filter(kind=Consent.Kind.PHOTO, withdrawn_on=None)
    people = (
        Person.objects.filter(Q(pk__in=called) | Q(pk__in=seen)).by_name().select_related("user")
        .prefetch_related(Prefetch("consents", open_ones, to_attr="open_consents"))
    )  # fmt: skip
    found: list[Any] = list(people)
    return [(person, next(iter(person.open_consents), None)) for person in found]
