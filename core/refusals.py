"""The one way an action says no. Which sentence, and to whom, stands in each app's permissions."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.urls import reverse


class Refused(PermissionDenied):
    """An action's no, with the Indonesian sentence that says why; nothing was written."""


class WayOut(NamedTuple):
    """The page that leads out of a state: words, address, and why it is closed to this reader, if it is."""

    label: str
    url: str
    why_not: str | None


class Barred(str):
    """A reason that lies in the state of a row, with the page that leads out of it."""

    way: tuple[str, str, tuple[Any, ...], Callable[[Any, Any], str | None] | None]

    def __new__(
        cls, reason: str, label: str, url_name: str, *rows: Any, why_not: Callable[[Any, Any], str | None] | None = None
    ) -> "Barred":
        """`rows`: whose keys, or else what itself, stands in the address; `why_not`: that page's own no, asked of
        the reader and the first of them once the refusal is shown.
        """
        barred = super().__new__(cls, reason)
        barred.way = (label, url_name, rows, why_not)
        return barred


def way_out_of(refusal: Exception, user: Any) -> WayOut | None:
    """The page that leads this user out of what was refused, if its reason knows one."""
    reason = next(iter(refusal.args), None)
    if not isinstance(reason, Barred):
        return None
    label, url_name, rows, why_not = reason.way
    url = reverse(url_name, args=[getattr(row, "pk", row) for row in rows])
    return WayOut(label, url, why_not(user, rows[0]) if why_not else None)


def refuse_if(reason: str | None) -> None:
    """Raises Refused with the sentence, if there is one."""
    if reason:
        raise Refused(reason)
