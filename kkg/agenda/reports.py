"""Chains of topics read back and on, and how many are unfinished. As sentences: kkg/agenda/history.py."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from kkg.agenda.history import PastTopic, history
from kkg.groups.models import WorkingGroup
from kkg.sessions.models import Session, Topic

# Both begin with "select": pghistory takes a statement that doesn't for one that writes.
CHAIN_BACK = """select * from (
    with recursive chain as (
        select id, continues_id from kkg_topic where id = any(%s)
        union select t.id, t.continues_id from kkg_topic t join chain c on t.id = c.continues_id)
    select t.*, s.date as met_on, s.group_id as group_key, g.name as group_name
    from chain join kkg_topic t using (id)
    join kkg_session s on s.id = t.session_id join kkg_workinggroup g on g.id = s.group_id) steps"""


def past_topics(session: Session, topics: Iterable[Topic]) -> dict[int, PastTopic]:
    """Former topics that these of its agenda take up again, as `kkg.agenda.history.history` reads them. One query."""
    return past_of([topic.continues_id for topic in topics if topic.continues_id], session.group_id)


def past_of(topic_pks: Collection[int], group_pk: int | None = None) -> dict[int, PastTopic]:
    """These topics and all that they continue; of another group than `group_pk` with its name. One query."""
    found: Any = Topic.objects.raw(CHAIN_BACK, [list(topic_pks)]) if topic_pks else []
    past = {}
    for topic in found:
        is_other = group_pk is not None and topic.group_key != group_pk
        past[topic.pk] = PastTopic(
            pk=topic.pk,
            status=topic.status,
            date=topic.met_on,
            continues=topic.continues_id,
            group=topic.group_name if is_other else "",
            note=topic.settled_note if is_other and topic.settled_group_id else "",
        )
    return past


def whys_of(topics: Iterable[Topic], past: Mapping[int, PastTopic]) -> dict[int, list[str]]:
    """Why topics stand on an agenda, by their keys: what was said of the first of their chain. One query.

    Its noun is a room above (origins of topics): reached by relation, as what hangs on a topic is. `past`: past_topics.
    """
    firsts = {topic.pk: chain[0].pk if (chain := history(topic.continues_id, past)) else topic.pk for topic in topics}
    rows: Any = Topic.objects.filter(pk__in=firsts.values()).exclude(origins=None).order_by("origins__pk")
    told: dict[int, list[str]] = {}
    for first, words in rows.values_list("pk", "origins__words") if firsts else ():
        told.setdefault(first, []).append(words)
    return {topic: told[first] for topic, first in firsts.items() if first in told}


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


def unfinished_count(group: WorkingGroup, day: date) -> int:
    """Topics that wait or stand on a coming agenda, of sessions before `day`."""
    return Topic.objects.pending().of_line(group, day).filter(session__date__lt=day).count()
