"""The models of competency, by room, as Django and other apps take them; nothing is defined here."""

from competency.agreement.models import Pairing, Rating
from competency.district.models import DistrictCube
from competency.findings.models import Code, Coding, Evidence, Finding, Ground
from competency.guidance.models import Guidance
from competency.instruments.models import Instrument
from competency.mentoring.models import Meeting, MentorPair
from competency.needs.models import TopicOrigin
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
    "Code",
    "Coding",
    "DistrictCube",
    "Evidence",
    "Finding",
    "FollowUp",
    "Ground",
    "Guidance",
    "Instrument",
    "MaterialIndicator",
    "Meeting",
    "MentorPair",
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
    "TopicOrigin",
    "Visit",
]
