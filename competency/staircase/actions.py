"""From the counts of a KKG to its next agenda."""

from django.db import transaction

from competency.instruments.models import Instrument
from competency.scoring.staircase import USES_FORMAT
from competency.ties.actions import tie_topic
from competency.ties.models import TopicIndicator
from kkg.agenda.actions import add_topic
from kkg.agenda.reports import first_of_chain
from kkg.models import Session, Topic
from madrasah.competencies import Competency
from madrasah.models import User

TOPIC = "Memakai format penilaian yang ditentukan"


@transaction.atomic
def propose_topic(*, session: Session, instrument: Instrument | None, by: User) -> Topic:
    """A topic about the set format on this agenda, tied to its indicator if `instrument` has it; once. Refused."""
    topic = add_topic(session=session, title=TOPIC, competency=Competency.PROFESIONAL, by=by)
    if instrument and USES_FORMAT in instrument.definition.codes:
        ties = TopicIndicator.objects.filter(topic=first_of_chain(topic), instrument__code=instrument.code)
        codes = {*ties.values_list("indicator", flat=True), USES_FORMAT}
        tie_topic(topic=topic, instrument=instrument, codes=codes, by=by)
    return topic
