"""What every paper of a session says of it: day and place, speakers, topics, its undangan."""

from core.formats import joined
from kkg.groups.papers import Data
from kkg.sessions.models import Session, Topic, narasumber, noted_at
from kkg.sessions.presenters import hours_and_zone, when_held, where


def circumstances(session: Session) -> Data:
    """Activity, day, hours with their zone, and place."""
    return {
        "activity": session.title,
        "day": when_held(session),
        "hours": hours_and_zone(session),
        "place": where(session),
    }


def speakers_text(session: Session) -> str:
    """Narasumber of the session and of its topics in one line, outsiders with where they come from."""
    found = narasumber(noted_at(session), session.topics.all())
    return joined([speaker.introduced for speaker in found])


def topic_line(topic: Topic) -> Data:
    """One topic with all that was recorded of it; empty where nothing was, never the plan (decisions.md 38)."""
    return {
        "title": topic.title,
        "competency": topic.get_competency_display() if topic.competency else "",
        "speaker": str(topic.speaker or ""),
        "minutes": f"{topic.minutes_used} menit" if topic.minutes_used else "",
        "status": topic.get_status_display() if topic.status else "",
        "achieved": topic.achieved,
        "obstacles": topic.obstacles,
        "advice": topic.advice,
    }


def invitation_number(session: Session) -> str:
    """The number of the latest undangan that stands, of the whole session for each of its days; or nothing."""
    letters = session.group.letters.filter(session=session.whole_pk, kind="undangan", withdrawn_at=None)
    return letters.order_by("-year", "-number").values_list("number_text", flat=True).first() or ""
