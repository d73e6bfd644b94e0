"""Tying a shared material, or a topic of an agenda, to indicators."""

from collections.abc import Collection
from typing import Any

from django.db import transaction

from competency.instruments.models import Instrument
from competency.ties.models import MaterialIndicator, TopicIndicator
from core.refusals import refuse_if
from core.revisions import locked
from kkg.agenda.permissions import why_not_tie_topic
from kkg.agenda.reports import first_of_chain
from kkg.library.permissions import why_not_edit_material
from kkg.models import Material, Topic
from madrasah.models import User
from madrasah.scope import fresh


@transaction.atomic
def tie_indicators(*, material: Material, instrument: Instrument, codes: Collection[str], by: User) -> None:
    """Makes `codes` the material's indicators of this instrument; ties to its older versions give way.

    Codes the instrument doesn't have are left out. The same codes again change nothing. Refused.
    """
    refuse_if(why_not_edit_material(fresh(by), locked(material, "group")))
    _retie(MaterialIndicator, {"material_id": material.pk}, instrument, codes)


@transaction.atomic
def tie_topic(*, topic: Topic, instrument: Instrument, codes: Collection[str], by: User) -> None:
    """The same for a topic, kept at the first of its chain, so that it stays when the topic returns."""
    refuse_if(why_not_tie_topic(fresh(by), topic))
    first = locked(Topic(pk=first_of_chain(topic)))
    _retie(TopicIndicator, {"topic_id": first.pk}, instrument, codes)


def _retie(kind: Any, owner: dict[str, int], instrument: Instrument, codes: Collection[str]) -> None:
    """The rows of `kind` for one owner become `codes`."""
    wanted = set(codes) & instrument.definition.codes
    ties = kind.objects.filter(**owner, instrument__code=instrument.code)
    ties.exclude(instrument=instrument, indicator__in=wanted).delete()
    known = set(ties.values_list("indicator", flat=True))
    kind.objects.bulk_create(kind(**owner, instrument=instrument, indicator=code) for code in sorted(wanted - known))
