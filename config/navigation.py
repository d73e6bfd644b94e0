"""What every page's frame shows: the site's name, who is here, and the words of navigation for this role.

A phone has room for four words; what does not fit stands on the page "Lainnya", and at the side of a desktop.
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from core.drafts import is_carried
from madrasah.roles import Role, role_label
from madrasah.scope import Scope, scope_of

TEACHER, KEPALA, PENGAWAS = Role.TEACHER, Role.KEPALA, Role.PENGAWAS
OPERATOR, KABUPATEN = Role.OPERATOR, Role.KABUPATEN


@dataclass(frozen=True)
class Destination:
    """One word of the navigation; `prefix` is the part of the tree it stands for."""

    label: str
    url_name: str
    prefix: str


HOME = Destination("Giliran Anda", "home", "/")
SESSIONS = Destination("Pertemuan", "kkg:session-list", "/kkg/pertemuan/")
LIBRARY = Destination("Berbagi", "kkg:material-list", "/kkg/berbagi/")
CERTIFICATES = Destination("Sertifikat saya", "kkg:certificate-own", "/kkg/sertifikat-saya/")
SHEETS = Destination("Supervisi", "competency:assessment-list", "/supervisi/")
RPP = Destination("RPP", "competency:rpp-week", "/supervisi/rpp/")
FOLLOWUPS = Destination("Tindak lanjut", "competency:followup-list", "/supervisi/tindak-lanjut/")
MINE = Destination("Kompetensi saya", "competency:my-summary", "/kompetensi/")
OWN_RPP = Destination("RPP saya", "competency:my-rpp", "/kompetensi/rpp/")
TEACHERS = Destination("Kompetensi guru", "competency:summary-list", "/kompetensi/guru/")
PEOPLE = Destination("Guru", "madrasah:person-list", "/guru/")
ACCOUNTS = Destination("Akun", "madrasah:account-list", "/akun/daftar/")
PLACES = Destination("Madrasah", "madrasah:madrasah-list", "/madrasah/")
IMPORTS = Destination("Impor", "madrasah:import-list", "/impor/")
GROUPS = Destination("KKG", "kkg:group-list", "/kkg/")
SEMESTERS = Destination("Semester", "madrasah:semester-list", "/semester/")
MORE = Destination("Lainnya", "more", "/lainnya/")

BY_ROLE = {  # the most used first; who holds two offices gets the words of both, highest duty first
    PENGAWAS: (HOME, SHEETS, SESSIONS, TEACHERS, RPP, FOLLOWUPS, PEOPLE, ACCOUNTS, PLACES, GROUPS, LIBRARY),
    KEPALA: (HOME, RPP, SHEETS, SESSIONS, TEACHERS, FOLLOWUPS, PEOPLE, ACCOUNTS, GROUPS, LIBRARY),
    OPERATOR: (HOME, PLACES, PEOPLE, IMPORTS, ACCOUNTS, GROUPS, SESSIONS, SEMESTERS),
    KABUPATEN: (HOME, PLACES),
    TEACHER: (HOME, SESSIONS, MINE, LIBRARY, FOLLOWUPS, OWN_RPP, CERTIFICATES),
}
FOR_KEEPER = (HOME, PEOPLE, ACCOUNTS)  # grants the offices of regions, and holds none
MOST = 4


def page_frame(request: HttpRequest) -> dict[str, Any]:
    """Context of the base template."""
    user = getattr(request, "user", None)
    frame = {"site_name": settings.SITE_NAME, "app_version": settings.VERSION, "nav": [], "role_line": ""}
    frame["is_carried"] = is_carried(request)
    if user is None or not user.is_authenticated:
        return frame
    scope = scope_of(user)
    words = navigation(request.path, scope.roles, is_keeper=scope.is_keeper)
    return {**frame, "nav": words, "role_line": _role_line(scope)}


def navigation(path: str, roles: frozenset[Role], *, is_keeper: bool = False) -> list[dict[str, Any]]:
    """The words in order: `is_wide` ones are hidden on a phone, "Lainnya" (`is_narrow`) on a desktop."""
    wanted = dict.fromkeys(place for role, places in BY_ROLE.items() if role in roles for place in places)
    wanted |= dict.fromkeys(FOR_KEEPER if is_keeper else ())
    found = [(place, reverse(place.url_name)) for place in wanted or (HOME,)]
    fits = len(found) <= MOST
    shown = found if fits else [*found[: MOST - 1], (MORE, reverse(MORE.url_name)), *found[MOST - 1 :]]
    here = _deepest([place.prefix for place, _ in shown], path)
    return [
        {
            "label": place.label,
            "url": url,
            "current": place.prefix == here,
            "is_wide": not fits and number >= MOST,
            "is_narrow": place is MORE,
        }
        for number, (place, url) in enumerate(shown)
    ]


def _deepest(prefixes: list[str], path: str) -> str:
    """The longest prefix of the path; the home page is only itself."""
    fitting = [prefix for prefix in prefixes if (path == prefix if prefix == "/" else path.startswith(prefix))]
    return max(fitting, key=len, default="")


def _role_line(scope: Scope) -> str:
    """The first office of those held, highest duty first, "Plt" before it where it is only acted in."""
    for role in (Role.PENGAWAS, Role.KEPALA, Role.KABUPATEN, Role.OPERATOR, Role.TEACHER):
        if role in scope.roles:
            return role_label(role, is_acting=role in scope.acts_as)
    return ""
