"""The names this app hands on; nothing is defined here."""

from competency.models.assessments import Answer, Assessment, Note, Reply, Score, SharedVersion
from competency.models.followups import FollowUp
from competency.models.instruments import Instrument
from competency.models.materials import MaterialIndicator
from competency.models.rpp import Rpp
from competency.models.topics import TopicIndicator

__all__ = [
    "Answer",
    "Assessment",
    "FollowUp",
    "Instrument",
    "MaterialIndicator",
    "Note",
    "Reply",
    "Rpp",
    "Score",
    "SharedVersion",
    "TopicIndicator",
]
