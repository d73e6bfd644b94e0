"""A new post or office ends the open links of a person, who was invited with less: that is told, not kept quiet."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest

from core.formats import joined
from core.forms import succeeds
from madrasah.guards import actor
from madrasah.people.models import Person


def succeeds_openly(
    request: HttpRequest, form: Any, action: Callable[..., Any], *, about: Iterable[Person], **values: Any
) -> bool:
    """As `succeeds`, by the user; warns if an open link of one of the persons died with it, and says what to do."""
    linked = [person for person in about if person.access_links.open().exists()]
    if not succeeds(form, action, by=actor(request), **values):
        return False
    if lost := [str(person) for person in linked if not person.access_links.open().exists()]:
        messages.warning(request, link_ended(joined(lost)))
    return True


def link_ended(who: str) -> str:
    """The sentence for one person, or for several."""
    return (
        f"Tautan akun {who} yang sudah dikirim tidak berlaku lagi, karena tugasnya berubah. "
        "Siapkan tautan baru di Daftar akun, lalu kirimkan."
    )
