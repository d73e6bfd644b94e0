"""What looks wrong about a session, which meeting of the year it is, and who signs."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.utils import timezone

from core.fields import keys_of_any, rows_behind
from core.formats import joined
from kkg.groups.models import WorkingGroup
from kkg.groups.querysets import CountOf
from kkg.groups.reports import signers_on
from kkg.sessions.doubts import Meeting, Other, doubts
from kkg.sessions.models import Session, Topic, narasumber
from kkg.sessions.presenters import agenda_words, moved_sentence, waiting_sentence
from madrasah.models import Holiday

CAME = "hadir"  # attendance is a room above: its rows are reached by relation


def session_doubts(session: Session) -> list[str]:
    """What looks wrong about this session, in sentences, also against others of its day.

    Reads topics, attendances, speakers and the holiday once, unless they are at hand, and the day's others.
    """
    topics = list(session.topics.all())
    meeting = Meeting(
        date=session.date,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        jp=session.jp,
        planned=sum(topic.minutes_planned for topic in topics),
        used=sum(topic.minutes_used or 0 for topic in topics),
        holiday=_holiday(session),
        typed_on=timezone.localdate(session.created_at),
        days=session.day_count,
    )
    return doubts(meeting, _others_of_day(session, topics))


def doubts_of_days(session: Session) -> list[str]:
    """The same of one that lasts several days and of each later day, every sentence once."""
    later = Session.days.of_whole(session)[1:] if session.until else ()
    return list(dict.fromkeys(said for day in (session, *later) for said in session_doubts(day)))


def _holiday(session: Any) -> str:
    return session.holiday if hasattr(session, "holiday") else Holiday.objects.names_on(session.date).first() or ""


def _others_of_day(session: Session, topics: list[Topic]) -> list[Other]:
    """Sessions of that day and the nights around it that share group, host or persons with this one."""
    people, night = _recorded(session, topics), timedelta(days=1)
    near = (session.date - night, session.date + night)
    ways = [(rows.filter(**{f"{person}__in": people}, session__date__range=near), person) for rows, person in _ways()]
    close = Session.objects.kept().filter(date__range=near, cancelled_at=None).exclude(pk=session.pk)
    there = [close.filter(madrasah=session.madrasah_id)] if session.madrasah_id else []
    met = [Session.objects.filter(pk__in=rows.values("session")) for rows, _ in ways]
    tied = {
        f"tied_{number}": ArraySubquery(rows.filter(session=OuterRef("pk")).values(person))
        for number, (rows, person) in enumerate(ways)
    }
    shared = close.filter(pk__in=keys_of_any(close.filter(group=session.group_id), *there, *met))
    found: Any = shared.select_related("group", "madrasah").annotate(**tied).order_by("pk")
    return [
        Other(
            title=other.title,
            group=str(other.group),
            date=other.date,
            starts_at=other.starts_at,
            ends_at=other.ends_at,
            is_same_group=other.group_id == session.group_id,
            host=str(other.madrasah or "") if other.madrasah_id == session.madrasah_id else "",
            # Where nobody is recorded yet the database is not asked, and answers with no list at all.
            people=sorted({people[person] for name in tied for person in getattr(other, name) or ()}),
        )
        for other in found
    ]


def _ways() -> list[tuple[Any, str]]:
    """Rows that say who was at a session, came or spoke, each with the way to the person."""
    spoke = "speaker__person"
    return [(_came(), "person"), (Session.speakers.through.objects.all(), spoke), (Topic.objects.order_by(), spoke)]


def _came() -> Any:
    rolls: Any = Session._meta.get_field("attendances").related_model
    return rolls.objects.filter(mark=CAME)


def _recorded(session: Session, topics: list[Topic]) -> dict[int, str]:
    """Names of the persons who came to or spoke at this session, by key."""
    came: list[Any] = [row for row in session.attendances.all() if row.mark == CAME]
    spoke = narasumber(session.speakers.all(), topics)
    return {row.person_id: str(row.person) for row in [*came, *spoke] if row.person_id}


def next_agenda(group: WorkingGroup, day: date, *, but: Session | None = None) -> Session | None:
    """Where topics would stand that are unfinished on `day`; a group that ended goes on in another."""
    heirs = [group.pk, group.continues_as_id] if group.ended_on else [group.pk]
    following = Session.objects.agendas().filter(group__in=heirs, date__gte=day)
    return (following.exclude(pk=but.pk) if but else following).first()


def waiting_words(topics: Any) -> str:
    """Where unfinished topics stand now, in a sentence each; nothing where none waits. `topics`: a queryset."""
    found: Any = topics.pending().select_related("continued_by__session")
    at = Counter(_agenda_of(topic) for topic in found)
    return " ".join(waiting_sentence(number, session) for session, number in at.items())


def waiting_agendas(group: WorkingGroup) -> dict[int, Session]:
    """Where the unfinished topics of a group stand, by key of what each takes up; asked before a write that may
    change it. One query.
    """
    rows = Topic.objects.waiting_at([group.pk]).select_related("session")
    return {topic.continues_id: topic.session for topic in rows if topic.continues_id}


def moved_words(group: WorkingGroup, stood: dict[int, Session]) -> str:
    """Which agenda took them from which since they `stood` there, in a sentence each, or nothing."""
    now = waiting_agendas(group)
    moved = Counter((was, now.get(root)) for root, was in stood.items() if now.get(root) != was)
    return " ".join(moved_sentence(number, was, to) for (was, to), number in moved.items())


def leaving_words(topics: Any, session: Session) -> str:
    """Where the topics that lead this agenda would go without it, in a sentence, or nothing."""
    number, following = topics.count(), next_agenda(session.group, session.date, but=session)
    return f"{number} topik lanjutannya pindah ke {agenda_words(following)}." if number else ""


def _agenda_of(topic: Any) -> Session | None:
    waiting = getattr(topic, "continued_by", None)
    return waiting.session if waiting and waiting.session.is_to_be_held else None


def signers(session: Session, *, with_numbers: bool) -> dict[str, dict[str, Any]]:
    """Who signs a paper of this session; see `signers_on`."""
    return signers_on(session.group, session.date, with_numbers=with_numbers)


def session_numbers(group: WorkingGroup) -> dict[int, int]:
    """Which meeting of its school year each session is, by date, without those cancelled. One query."""
    found = group.sessions.counted().with_kkg_year().order_by("date", "starts_at", "pk")
    counts: dict[int, int] = {}
    numbers = {}
    for pk, year in found.values_list("pk", "kkg_year"):
        numbers[pk] = counts[year] = counts.get(year, 0) + 1
    return numbers


GOES_ALONG = {"attendances": "kehadiran", "decisions": "keputusan", "photos": "foto", "letters": "surat terbit"}


def what_goes_along(session: Session) -> str:
    """What is recorded of it and of its days and leaves the lists with it, in a sentence, or nothing."""
    counts = [
        CountOf(rows_behind(Session, relation).filter(session=OuterRef("pk")).values("pk")) for relation in GOES_ALONG
    ]
    days = Session.days.of_whole(session).order_by().values_list(*counts)
    words = [
        f"{sum(numbers)} {word}" for word, *numbers in zip(GOES_ALONG.values(), *days, strict=True) if any(numbers)
    ]
    if any((session.result_text, session.leader_id, session.notetaker_id)):
        words.insert(0, "notulen")
    return f"Ikut tidak tampak: {joined(words)}." if words else ""
