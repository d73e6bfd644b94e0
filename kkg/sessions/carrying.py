"""Where unfinished topics stand: on the next open agenda of their group, and on no other (S4).

Belongs here: the one rule, asked after every write that can change which agenda is next. Not here: in which
order a topic's history reads (kkg/agenda/history.py).
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any

from django.db import connection

from kkg.groups.models import WorkingGroup
from kkg.sessions.models import Session, Topic
from kkg.speakers.actions import speaker_in

# Every action on a session asks this twice; by the ORM it is four queries for each step.
KIN = """
WITH RECURSIVE kin (id) AS (
  SELECT %s::bigint
  UNION
  SELECT near.id FROM kin CROSS JOIN LATERAL (
    SELECT continues_as_id FROM kkg_workinggroup WHERE id = kin.id
    UNION ALL SELECT split_from_id FROM kkg_workinggroup WHERE id = kin.id
    UNION ALL SELECT id FROM kkg_workinggroup WHERE continues_as_id = kin.id
    UNION ALL SELECT id FROM kkg_workinggroup WHERE split_from_id = kin.id
  ) near (id) WHERE near.id IS NOT NULL
)
SELECT id FROM kin
"""
TOPIC_FIELDS = ("title", "competency", "speaker", "minutes_planned")


def arrange_agendas(group: WorkingGroup) -> None:
    """Puts each unfinished topic of the group first on its next agenda, oldest first; again changes nothing.

    The row that takes a topic up moves with it, so what hangs on it goes along. It stays where it is on an
    agenda that was called off or deleted while there is no other. A topic of the same title that stands on the
    next agenda already is taken instead of a double. The caller holds the group (`lock_group`).
    """
    kin = kin_of(group)
    waiting = set(Topic.objects.wandering().for_groups(kin).values_list("pk", flat=True))
    placed: set[int] = set()
    for session in Session.objects.agendas().filter(group__in=kin).select_related("group"):
        if not waiting - placed:
            break
        roots = [root for root in Topic.objects.awaiting(session) if root.pk not in placed]
        _lead(session, roots)
        placed.update(root.pk for root in roots)
    for topic in Topic.objects.waiting_at(kin).exclude(continues__in=placed):
        withdraw(topic)


def kin_of(group: WorkingGroup) -> set[int]:
    """Keys of the groups whose topics may meet this one's on an agenda: split from it, ended in it, and on."""
    with connection.cursor() as cursor:
        cursor.execute(KIN, [group.pk])
        return {key for (key,) in cursor.fetchall()}


def lock_group(group: WorkingGroup, *others: WorkingGroup) -> WorkingGroup:
    """Held with its kin before any session of them, so that no agenda moves and no group ends meanwhile."""
    kin = set().union(*(kin_of(one) for one in (group, *others)))
    rows = WorkingGroup.objects.select_for_update(no_key=True).filter(pk__in=kin).order_by("pk")
    return {row.pk: row for row in rows}[group.pk]


def lock_sessions(keys: Any) -> None:
    """Held until the transaction ends, the earliest first: so two who need the same never wait in a ring."""
    rows = Session.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("date", "pk")
    list(rows.values_list("pk"))


def withdraw(topic: Topic) -> None:
    """What takes a topic up again leaves its agenda; what hangs on it returns to the topic it continues."""
    if topic.continues is not None:
        _hand_over(topic, topic.continues)


def step_aside(session: Session) -> None:
    """Of a session that was held and is deleted: what went on from its topics goes on from those before."""
    held = session.topics.filter(continues__isnull=False).exclude(status="")
    for topic in held.select_related("continued_by"):
        before, after = topic.continues_id, getattr(topic, "continued_by", None)
        Topic.objects.filter(pk=topic.pk).update(continues=None)
        if after is not None:
            Topic.objects.filter(pk=after.pk).update(continues=before)


def step_in(session: Session) -> None:
    """Of a session that is brought back: what was held goes on again from where it did, as the history tells; what
    went on without it follows, and what only waits somewhere is not carried any more.
    """
    for topic in session.topics.filter(continues=None).exclude(status=""):
        before = _held_before(topic)
        if before is None:
            continue
        after = _continued(before)
        if after is not None:
            _pass_by(after, topic)
        Topic.objects.filter(pk=topic.pk).update(continues=before)


def _pass_by(after: Topic, topic: Topic) -> None:
    """What follows comes after this topic from now on; what only waits comes back into it."""
    if after.status:
        Topic.objects.filter(pk=after.pk).update(continues=topic)
    else:
        _hand_over(after, topic)


def _held_before(topic: Topic) -> Topic | None:
    """The latest of its chain that was held before it, if any: the topic it last continued, or one since."""
    was: Any = topic.events.exclude(continues=None).order_by("-pgh_id").first()  # type: ignore[attr-defined]
    before = Topic.objects.filter(pk=was.continues_id).select_related("session").first() if was else None
    while before and (after := _continued(before)) and after.status and _held_on(after) < _held_on(topic):
        before = after
    return before


def _continued(topic: Topic) -> Topic | None:
    return Topic.objects.filter(continues=topic).select_related("session").first()


def _held_on(topic: Topic) -> tuple[date, int]:
    return topic.session.date, topic.session_id


def number_topics(topics: Sequence[Topic]) -> None:
    for position, topic in enumerate(topics, start=1):
        topic.position = position
        topic.save()


def clear_settlement(topic: Topic) -> None:
    """As if it had never been closed unfinished or handed on; the caller saves."""
    topic.settled_how = topic.settled_note = topic.settled_to = ""
    topic.settled_at = topic.settled_by = topic.settled_person = topic.settled_group = None


def _lead(session: Session, roots: Collection[Topic]) -> None:
    rows = {root: getattr(root, "continued_by", None) for root in roots}
    astray = {root: row for root, row in rows.items() if row is None or row.session_id != session.pk}
    if not astray:
        return
    lock_sessions([session.pk, *(row.session_id for row in astray.values() if row)])
    mine = list(session.topics.select_related("continues__session"))
    loose = {topic.title.casefold(): topic for topic in mine if topic.continues_id is None}
    came = [_taken_up(root, row, session, loose) for root, row in astray.items()]
    carried = sorted([*(topic for topic in mine if topic.continues and topic not in came), *came], key=_origin)
    number_topics([*carried, *(topic for topic in mine if topic not in carried)])


def _taken_up(root: Topic, row: Topic | None, session: Session, loose: dict[str, Topic]) -> Topic:
    """The row of this agenda that takes `root` up; not yet stored."""
    same = loose.pop((row or root).title.casefold(), None)
    if same is not None and row is not None:
        _hand_over(row, same)
    topic = same or row or Topic(**{name: getattr(root, name) for name in TOPIC_FIELDS})
    topic.session, topic.continues = session, root
    if topic.speaker:  # of a KKG that ended or was split, another row
        topic.speaker = speaker_in(session.group, topic.speaker)
    return topic


def _hand_over(topic: Topic, to: Topic) -> None:
    """Deletes a topic; problems, decisions and materials that hang on it go on hanging on the other."""
    for rows in hanging_on(topic):
        rows.update(topic=to)
    topic.delete()


def hanging_on(topic: Any) -> Iterable[Any]:
    """Their nouns are rooms above: reached by relation."""
    return topic.problems, topic.decisions, topic.materials


def _origin(topic: Topic) -> tuple[date, int]:
    past: Any = topic.continues
    return past.session.date, past.pk
