"""The models of competency, by room, as Django and other apps take them; nothing is defined here."""

from competency.agreement.models import Pairing, Rating
from competency.guidance.models import Guidance
from competency.instruments.models import Instrument
from competency.packs.models import Pack
from competency.paper_forms.models import PaperCopy
from competency.reflections.models import SelfReflection
from competency.rpp.models import Rpp
from competency.sharing.models import Objection, Reply, ResultLink, Score, SharedVersion
from competency.sheets.models import Answer, Assessment, FollowUp, Note, Revision, Sighting
from competency.ties.models import MaterialIndicator, TopicIndicator
from competency.visits.models import Visit

__all__ = [
    "Answer",
    "Assessment",
    "FollowUp",
    "Guidance",
    "Instrument",
    "MaterialIndicator",
    "Note",
    "Objection",
    "Pack",
    "Pairing",
    "PaperCopy",
    "Rating",
    "Reply",
    "ResultLink",
    "Revision",
    "Rpp",
    "Score",
    "SelfReflection",
    "SharedVersion",
    "Sighting",
    "TopicIndicator",
    "Visit",
]
