"""How a topic that was made of a need stands now."""

from typing import Any

from kkg.models import Session, Topic


def still_stands(step: Any, session: Session) -> bool:
    """Whether it is to be dealt with: on an open agenda, or unfinished and not settled.

    `step`: the last of its chain, as `outcomes_of` gives it; `session`: where that stood.
    """
    if session.cancelled_at:
        return False
    return not step.is_held or (step.status != Topic.Status.TUNTAS and not step.settled_how)
