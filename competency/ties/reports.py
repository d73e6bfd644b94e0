"""Shared materials and topics by indicator, read from their ties. No HTML."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings

from competency.instruments.models import Instrument
from competency.ties.models import MaterialIndicator, TopicIndicator
from kkg.agenda.reports import first_of_chain
from kkg.models import Material, Topic
from madrasah.competencies import Competency
from madrasah.models import User

MOST_MATERIALS = 3


@dataclass
class TiedIndicator:
    """One indicator and the materials that help with it."""

    text: str
    competency: Competency
    materials: list[Material] = field(default_factory=list)


def tying_instrument() -> Instrument | None:
    """The newest offered version of the summary's instrument: the words to tie with."""
    found = Instrument.objects.offered().filter(code=settings.SUMMARY_INSTRUMENT)
    return found.order_by("-pk").first()


def tied_codes(material: Material, instrument: Instrument) -> set[str]:
    """Codes of the material's ties to any version of this instrument."""
    ties = MaterialIndicator.objects.filter(material=material, instrument__code=instrument.code)
    return set(ties.values_list("indicator", flat=True))


def topic_ties(topic: Topic) -> Any:
    """Ties of a topic: they hang on the first of its chain."""
    return TopicIndicator.objects.filter(topic=first_of_chain(topic))


def topic_codes(topic: Topic, instrument: Instrument) -> set[str]:
    """Codes of the topic's ties to any version of this instrument."""
    return set(topic_ties(topic).filter(instrument__code=instrument.code).values_list("indicator", flat=True))


def indicators_of_topic(topic: Topic) -> list[TiedIndicator]:
    """The indicators one topic is tied to, in the order of their instruments."""
    ties = list(topic_ties(topic))
    return [TiedIndicator(item.text, item.competency) for _, item in _worded(ties)]


def indicators_of(material: Material) -> list[TiedIndicator]:
    """The indicators one material is tied to, in the order of their instruments."""
    return _gathered(MaterialIndicator.objects.filter(material=material))


def materials_by_indicator(user: User, competency: Competency) -> list[TiedIndicator]:
    """Indicators of one competency with the materials this user may see. Two queries."""
    found = _gathered(MaterialIndicator.objects.visible_to(user))
    return [row for row in found if row.competency is competency]


def materials_for(code: str, user: User) -> list[Material]:
    """What this user may see that helps with one indicator of the summary's instrument, the newest first. One query."""
    ties = MaterialIndicator.objects.visible_to(user).filter(
        instrument__code=settings.SUMMARY_INSTRUMENT, indicator=code
    )
    found = ties.select_related("material").order_by("-material__shared_at", "-pk")[:MOST_MATERIALS]
    return [tie.material for tie in found]


def _gathered(ties: Any) -> list[TiedIndicator]:
    """Ties by indicator; versions of one instrument count as one where code and text are the same."""
    ties = list(ties.select_related("material__group", "material__shared_by").order_by("-material__shared_at"))
    rows: dict[tuple[str, str], TiedIndicator] = {}
    for tie, item in _worded(ties):
        row = rows.setdefault((item.code, item.text), TiedIndicator(item.text, item.competency))
        row.materials.append(tie.material)
    return list(rows.values())


def _worded(ties: list[Any]) -> list[tuple[Any, Any]]:
    """Each tie beside its indicator, in the order of the instruments. One query."""
    instruments = Instrument.objects.in_bulk({tie.instrument_id for tie in ties})
    order = {
        (pk, item.code): number
        for pk, instrument in sorted(instruments.items())
        for number, item in enumerate(instrument.definition.indicators)
    }
    return [
        (tie, instruments[tie.instrument_id].definition.indicator(tie.indicator))
        for tie in sorted(ties, key=lambda tie: order[tie.instrument_id, tie.indicator])
    ]
