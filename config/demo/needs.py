"""The loop of the demo: why the first topic stood on its agenda, and what is to stand on the next."""

from datetime import date, timedelta

from competency.needs.actions import propose_topic
from competency.needs.reports import Need, needs_of, proposals_of
from competency.ties.actions import tie_topic
from config.demo import words
from config.demo.days import Days
from config.demo.people import Village
from kkg.models import Session, Topic, WorkingGroup


def put_needs_on_agendas(village: Village, days: Days) -> None:
    """The first topic as it was proposed a week before its meeting; and the weakest indicator of today."""
    topic = Topic.objects.select_related("session__group").get(title=words.SESSIONS[0][2][0][0], continues=None)
    group, by = topic.session.group, village.users["gita"]
    proposed_on = topic.session.date - timedelta(days=7)
    told = {need.origin.reference: need for need in _indicators(group, proposed_on)}
    if need := told.get(words.FIRST_NEED):
        origin = need.origin
        origin.topic, origin.by, origin.proposed_on = topic, by, proposed_on
        origin.save()
        if origin.instrument:
            tie_topic(topic=topic, instrument=origin.instrument, codes=[origin.reference], by=by)
    coming = Session.objects.agendas().filter(group=group).first()
    left = [need for need in _indicators(group, days.eve) if need.standing is None]
    if coming and left:
        need = left[0]
        propose_topic(
            session=coming, origin=need.origin, title=need.title, competency=need.competency, by=by, on=days.eve
        )


def _indicators(group: WorkingGroup, day: date) -> list[Need]:
    return needs_of(group, day, proposals_of(group)).of("indikator")
