"""From a need of a KKG to its next agenda, with the origin kept."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from competency.needs.models import TopicOrigin
from competency.needs.reads import still_stands
from competency.ties.actions import tie_topic
from competency.ties.models import TopicIndicator
from core.refusals import refuse_if
from kkg.agenda.actions import add_topic
from kkg.agenda.reports import first_of_chain, outcomes_of
from kkg.models import Problem, Session, Topic
from kkg.problems.actions import make_topic
from kkg.sessions.carrying import lock_group
from kkg.sessions.permissions import why_not_plan_agenda
from madrasah.models import User
from madrasah.scope import fresh


@transaction.atomic
def propose_topic(
    *,
    session: Session,
    origin: TopicOrigin,
    title: str,
    by: User,
    competency: str = "",
    problem: Problem | None = None,
    on: date | None = None,
) -> Topic:
    """A topic on this agenda that says why; `origin` is not stored yet. Refused.

    While the KKG has one of the same origin before it, on whichever agenda, a second press gives that one back.
    """
    group = lock_group(session.group)
    refuse_if(why_not_plan_agenda(fresh(by), session))
    known = TopicOrigin.objects.of_group(group).filter(kind=origin.kind, reference=origin.reference)
    for steps in outcomes_of(list(known.values_list("topic", flat=True))).values():
        if still_stands(steps[-1], steps[-1].session):
            return Topic.objects.get(pk=steps[-1].pk)
    if problem:
        topic = make_topic(problem=problem, session=session, by=by, on=on)
    else:
        topic = add_topic(session=session, title=title, competency=competency, by=by)
    _tie(topic, origin, by)
    first = first_of_chain(topic)
    if not TopicOrigin.objects.filter(topic=first, kind=origin.kind, reference=origin.reference).exists():
        origin.topic_id, origin.by, origin.proposed_on = first, by, on or timezone.localdate()
        origin.save(force_insert=True)
    return topic


def _tie(topic: Topic, origin: TopicOrigin, by: User) -> None:
    """To the indicator the need is about, beside those it is tied to already."""
    instrument = origin.instrument
    if instrument is None:
        return
    ties = TopicIndicator.objects.filter(topic=first_of_chain(topic), instrument__code=instrument.code)
    codes = {*ties.values_list("indicator", flat=True), origin.reference}
    tie_topic(topic=topic, instrument=instrument, codes=codes, by=by)
