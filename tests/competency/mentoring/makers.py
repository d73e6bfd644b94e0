"""Mentor pairs for tests."""

from uuid import uuid4

from competency.mentoring.actions import log_meeting, propose_pair
from competency.models import Meeting, MentorPair
from madrasah.models import User
from tests.clock import days_from_now, today


def paired(by: User, teacher, mentor, **fields) -> MentorPair:
    """Since ten days ago."""
    told = {"aim": "Menyusun asesmen formatif.", "reason": "Ijazah tidak sesuai.", "client_token": uuid4()}
    told |= {"since": days_from_now(-10), "until": days_from_now(80)}
    return propose_pair(teacher=teacher, mentor=mentor, by=by, **told | fields)


def met(pair: MentorPair, by: User, **fields) -> Meeting:
    """Today."""
    told = {
        "met_on": today(),
        "done": "Menyusun soal bersama.",
        "next_step": "Dicoba di kelas.",
        "client_token": uuid4(),
    }
    return log_meeting(pair=pair, by=by, **told | fields)
