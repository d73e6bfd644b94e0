"""The one way an action says no. Which sentence, and to whom, stands in each app's permissions."""

from django.core.exceptions import PermissionDenied
from django.urls import reverse


class Refused(PermissionDenied):
    """An action's no, with the Indonesian sentence that says why; nothing was written."""


class Barred(str):
    """A reason that lies in the state of a row, with the page that leads out of it: its words and its address."""

    way: tuple[str, str, tuple[object, ...]]

    def __new__(cls, reason: str, label: str, url_name: str, *args: object) -> "Barred":
        """`url_name`, `args`: as `reverse` takes them."""
        barred = super().__new__(cls, reason)
        barred.way = (label, url_name, args)
        return barred


def way_out_of(refusal: Exception) -> tuple[str, str] | None:
    """Words and address of the page that leads out of what was refused, if its reason knows one."""
    reason = next(iter(refusal.args), None)
    if not isinstance(reason, Barred):
        return None
    label, url_name, args = reason.way
    return label, reverse(url_name, args=args)


def refuse_if(reason: str | None) -> None:
    """Raises Refused with the sentence, if there is one."""
    if reason:
        raise Refused(reason)
