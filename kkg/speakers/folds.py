"""Which rows are written as two rows of one narasumber become one; core/steps.py writes them, and takes them back."""

from core.steps import Step, change_all, remove
from kkg.speakers.models import NAMING, Speaker

NOUN = "catatan narasumber"


def steps_to_one(stays: Speaker, goes: Speaker) -> tuple[Step, ...]:
    """What named `goes` names `stays`, earlier rows made one with it too; noted twice for a session is noted once."""
    notes = Speaker.sessions.through._base_manager.filter(speaker=goes)
    twice = notes.filter(session__in=stays.sessions.order_by().values("pk"))
    naming = [notes.exclude(pk__in=twice), *(getattr(goes, way).all() for way in NAMING[1:])]
    moved = [change_all(rows, NOUN, speaker_id=stays.pk) for rows in map(list, naming) if rows]
    earlier = list(goes.merges.all())
    moved += [change_all(earlier, NOUN, kept_id=stays.pk)] if earlier else []
    return (*(remove(row, NOUN) for row in twice), *moved, remove(goes, NOUN))
