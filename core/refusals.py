"""The one way an action says no. Which sentence, and to whom, stands in each app's permissions."""

from django.core.exceptions import PermissionDenied


class Refused(PermissionDenied):
    """An action's no, with the Indonesian sentence that says why; nothing was written."""


def refuse_if(reason: str | None) -> None:
    """Raises Refused with the sentence, if there is one."""
    if reason:
        raise Refused(reason)
