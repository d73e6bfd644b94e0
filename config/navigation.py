"""What every page's frame shows: the site's name, who is here, and four words of navigation for this role."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from madrasah.roles import Role, role_label
from madrasah.scope import scope_of


@dataclass(frozen=True)
class Destination:
    """One word of the navigation; `roles` empty means everybody."""

    label: str
    url_name: str
    prefix: str
    roles: frozenset[Role] = frozenset()


DESTINATIONS = (
    Destination("Giliran Anda", "home", "/"),
    Destination("Pertemuan", "kkg:session-list", "/kkg/"),
    Destination("Supervisi", "competency:assessment-list", "/supervisi/", frozenset({Role.KEPALA, Role.PENGAWAS})),
    Destination("Kompetensi saya", "competency:my-summary", "/kompetensi/", frozenset({Role.TEACHER})),
    Destination("Guru", "madrasah:person-list", "/guru/",
                frozenset({Role.KEPALA, Role.PENGAWAS, Role.OPERATOR})),
    Destination("Madrasah", "madrasah:madrasah-list", "/madrasah/", frozenset({Role.OPERATOR, Role.KABUPATEN})),
)
MOST = 4


def page_frame(request: HttpRequest) -> dict[str, Any]:
    """Context of the base template."""
    user = getattr(request, "user", None)
    frame = {"site_name": settings.SITE_NAME, "version": settings.VERSION, "nav": [], "role_line": ""}
    if user is None or not user.is_authenticated:
        return frame
    roles = scope_of(user).roles
    return {**frame, "nav": _items(request.path, roles), "role_line": _role_line(user, roles)}


def _items(path: str, roles: frozenset[Role]) -> list[dict[str, Any]]:
    items = []
    for place in DESTINATIONS:
        if place.roles and not place.roles & roles:
            continue
        try:
            url = reverse(place.url_name)
        except NoReverseMatch:
            continue
        current = path == place.prefix if place.prefix == "/" else path.startswith(place.prefix)
        items.append({"label": place.label, "url": url, "current": current})
    return items[:MOST]


def _role_line(user: Any, roles: frozenset[Role]) -> str:
    """The first office of those held, highest duty first; the person's name stands before it."""
    for role in (Role.PENGAWAS, Role.KEPALA, Role.KABUPATEN, Role.OPERATOR, Role.TEACHER):
        if role in roles:
            return role_label(role)
    return ""
