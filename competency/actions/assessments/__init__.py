"""What is done to sheets: begin, save, share, reply, close, correct; nothing is defined here.

What may be done by whom is in permissions.py, which states follow which in states.py.
"""

from competency.actions.assessments.common import move_assessment
from competency.actions.assessments.correcting import give_up_correction, start_correction, take_over
from competency.actions.assessments.drafting import (
    GivenAnswers,
    Review,
    remove_draft,
    restore_draft,
    save_review,
    save_stage,
)
from competency.actions.assessments.replying import (
    close_assessment,
    close_unanswered,
    mark_read,
    reply_to_assessment,
)
from competency.actions.assessments.sharing import scores_of, share_assessment
from competency.actions.assessments.starting import start_assessment

__all__ = [
    "GivenAnswers",
    "Review",
    "close_assessment",
    "close_unanswered",
    "give_up_correction",
    "mark_read",
    "move_assessment",
    "remove_draft",
    "reply_to_assessment",
    "restore_draft",
    "save_review",
    "save_stage",
    "scores_of",
    "share_assessment",
    "start_assessment",
    "start_correction",
    "take_over",
]
