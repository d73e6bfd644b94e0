"""Who may settle, take back and tie topics, and which state allows it."""

from typing import TYPE_CHECKING

from core.formats import date_long
from kkg.groups.permissions import why_not_run_group
from kkg.sessions.permissions import why_not_tend_session
from kkg.sessions.querysets import UNFINISHED

if TYPE_CHECKING:
    from kkg.groups.models import WorkingGroup
    from kkg.sessions.models import Topic
    from madrasah.models import Person, User


def state_forbids_settling(topic: "Topic") -> str | None:
    """Only what ended unfinished, and was not dealt with since, is closed or handed on."""
    later = getattr(topic, "continued_by", None)
    if topic.settled_how:
        return f"Topik ini sudah {topic.get_settled_how_display().lower()}."
    if topic.status == "tuntas":
        return "Topik ini sudah tuntas."
    if topic.status not in UNFINISHED or not topic.session.is_closed:
        return "Topik ini belum dibahas. Isi hasilnya saat pertemuan ditutup."
    if later and later.session.is_closed:
        return f"Topik ini sudah dibahas lagi pada {date_long(later.session.date)}."
    return None


def why_not_settle_topic(user: "User", topic: "Topic") -> str | None:
    """Closing a topic unfinished, or handing it on: those who run the group.

    What waits on an agenda is settled by the one it takes up; of another KKG's topic that is theirs to do.
    """
    if reason := why_not_tend_session(user, topic.session):
        return reason
    held = topic.last_held
    if held is not topic and held.settled_how:
        return f"Topik ini titipan {held.session.group}. Bahas dulu sekali, sesudah itu bisa diselesaikan."
    return state_forbids_settling(held)


def why_not_hand_on(
    topic: "Topic", *, person: "Person | None" = None, group: "WorkingGroup | None" = None, to: str = ""
) -> str | None:
    """To one receiver; a KKG is another one that goes on. Who may be named as a person: kkg/models."""
    if len([one for one in (person, group, to) if one]) != 1:
        return "Isi satu penerima saja: orang, KKG lain, atau pihak lain."
    if group and (group.pk == topic.session.group_id or group.ended_on or group.removed_at):
        return "Topik diserahkan ke KKG lain yang masih berjalan. Pilih KKG lain."
    return None


def state_forbids_taking_back(topic: "Topic") -> str | None:
    """Once the other KKG has dealt with it, it is theirs."""
    later = getattr(topic, "continued_by", None)
    if not topic.settled_how:
        return "Topik ini tidak ditutup dan tidak diserahkan."
    if later and later.session.is_closed:
        return f"{later.session.group} sudah membahasnya pada {date_long(later.session.date)}."
    return None


def why_not_take_back_topic(user: "User", topic: "Topic") -> str | None:
    """Putting a settled topic on the agenda again: those who run the group."""
    return why_not_tend_session(user, topic.session) or state_forbids_taking_back(topic)


def why_not_tie_topic(user: "User", topic: "Topic") -> str | None:
    """Saying which indicators a topic is about: those who run the group, also after the session."""
    return why_not_run_group(user, topic.session.group)
