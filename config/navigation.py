"""What every page's frame shows: the site's name, who is here, and the words of navigation for this role.

A phone has room for four words; what does not fit stands on the page "Lainnya", and at the side of a desktop.
Each page belongs to one word: the deepest part of the tree that one of this reader's words stands for.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from core.drafts import is_carried
from core.formats import call_name
from kkg.groups.reports import office_in_kkg
from kkg.groups.scope import groups_served_by, hub_of
from madrasah.roles import Role, role_label
from madrasah.scope import Scope, scope_of

TEACHER, KEPALA, PENGAWAS = Role.TEACHER, Role.KEPALA, Role.PENGAWAS
OPERATOR, KABUPATEN = Role.OPERATOR, Role.KABUPATEN


@dataclass(frozen=True)
class Destination:
    """One word of the navigation; `parts` are the parts of the tree it stands for."""

    label: str
    url_name: str
    parts: tuple[str, ...]


HOME = Destination("Giliran Anda", "home", ("/",))
SESSIONS = Destination("Pertemuan", "kkg:session-list", ("/kkg/pertemuan/", "/kkg/kalender/", "/h/"))
LIBRARY = Destination("Berbagi", "kkg:material-list", ("/kkg/berbagi/",))
CERTIFICATES = Destination("Sertifikat saya", "kkg:certificate-own", ("/kkg/sertifikat-saya/",))
SUPERVISION = Destination("Supervisi", "competency:supervision", ("/supervisi/",))
RPP = Destination("RPP", "competency:rpp-week", ("/supervisi/rpp/", "/kompetensi/rpp/"))
FOLLOWUPS = Destination("Tindak lanjut", "competency:followup-list", ("/supervisi/tindak-lanjut/",))
MINE = Destination("Kompetensi saya", "competency:my-summary", ("/kompetensi/", "/supervisi/"))
OWN_RPP = Destination("RPP saya", "competency:my-rpp", ("/kompetensi/rpp/", "/supervisi/rpp/"))
TEACHERS = Destination("Kompetensi guru", "competency:summary-list", ("/kompetensi/guru/", "/kompetensi/"))
INSTRUMENTS = Destination("Instrumen", "competency:instrument-list", ("/supervisi/instrumen/",))
PEOPLE = Destination("Guru", "madrasah:person-list", ("/guru/",))
ACCOUNTS = Destination("Akun", "madrasah:account-list", ("/akun/daftar/",))
PLACES = Destination("Madrasah", "madrasah:madrasah-list", ("/madrasah/",))
IMPORTS = Destination("Impor", "madrasah:import-list", ("/impor/",))
GROUPS = Destination("KKG", "kkg:group-list", ("/kkg/", "/h/"))
SEMESTERS = Destination("Semester", "madrasah:semester-list", ("/semester/",))
DISTRICT = Destination("Angka kabupaten", "competency:district", ("/kompetensi/kabupaten",))
MORE = Destination("Lainnya", "more", ("/lainnya/",))
ACCOUNT = Destination("Akun dan sandi", "madrasah:account", ("/akun/", "/guru/", "/privasi/"))  # in the header

BY_ROLE = {  # the most used first; who holds two offices gets the words of both, highest duty first
    PENGAWAS: (HOME, SUPERVISION, SESSIONS, TEACHERS, RPP, FOLLOWUPS, PEOPLE, ACCOUNTS, PLACES, GROUPS, LIBRARY),
    KEPALA: (HOME, RPP, SUPERVISION, SESSIONS, TEACHERS, FOLLOWUPS, PEOPLE, ACCOUNTS, GROUPS, LIBRARY),
    OPERATOR: (HOME, PLACES, PEOPLE, IMPORTS, ACCOUNTS, SESSIONS, GROUPS, SEMESTERS, INSTRUMENTS),
    KABUPATEN: (HOME, DISTRICT, PLACES),
    TEACHER: (HOME, SESSIONS, MINE, LIBRARY, FOLLOWUPS, OWN_RPP, CERTIFICATES, GROUPS),
}
FOR_KEEPER = (HOME, PEOPLE, ACCOUNTS, INSTRUMENTS)  # grants the offices of regions, and holds none
MOST = 4
MOST_LETTERS = 25


def page_frame(request: HttpRequest) -> dict[str, Any]:
    """Context of the base template."""
    user = getattr(request, "user", None)
    frame = {"site_name": settings.SITE_NAME, "app_version": settings.VERSION, "nav": [], "role_line": ""}
    frame["is_carried"] = is_carried(request)
    if user is None or not user.is_authenticated:
        return frame
    scope = scope_of(user)
    serves = bool(groups_served_by(user))
    words = navigation(request.path, scope.roles, is_keeper=scope.is_keeper, serves=serves, hub=hub_of(user))
    is_own = not any(word["current"] for word in words)
    role = _role_line(scope, office_in_kkg(user))
    return {**frame, "nav": words, "is_own": is_own, "role_line": role, "header_name": _short_name(user, beside=role)}


def navigation(
    path: str, roles: frozenset[Role], *, is_keeper: bool = False, serves: bool = False, hub: int | None = None
) -> list[dict[str, Any]]:
    """The words in order: `is_wide` ones are hidden on a phone, "Lainnya" (`is_narrow`) on a desktop.

    `serves`: an officer of a KKG has its page, which holds the sessions, among the first words; `hub`: the only one.
    On a phone "Lainnya" is current where the current word stands behind it; none is on the pages of one's account.
    """
    words = _words(roles, is_keeper=is_keeper, serves=serves)
    fits = len(words) <= MOST
    here = _deepest([*words, ACCOUNT] if fits else [*words, ACCOUNT, MORE], path)
    near = words if fits else words[: MOST - 1]
    shown = words if fits else [*near, MORE, *words[MOST - 1 :]]
    return [
        {
            "label": place.label,
            "url": _url(place, hub),
            "current": place is here or (place is MORE and here in words[len(near) :]),
            "is_wide": place is not MORE and place not in near,
            "is_narrow": place is MORE,
        }
        for place in shown
    ]


def _words(roles: frozenset[Role], *, is_keeper: bool, serves: bool) -> list[Destination]:
    """Each once. What an officer of a KKG does there, the sessions too, is reached through one word."""
    wanted = [place for role, places in BY_ROLE.items() if role in roles for place in places]
    wanted += FOR_KEEPER if is_keeper else ()
    if serves:
        wanted = [HOME, GROUPS, *(place for place in wanted if place is not SESSIONS)]
    return list(dict.fromkeys(wanted)) or [HOME]


def _url(place: Destination, hub: int | None) -> str:
    return reverse("kkg:group-detail", args=[hub]) if place is GROUPS and hub else _address(place.url_name)


_address = cache(reverse)  # a dozen on every page, always the same


def _deepest(places: Iterable[Destination], path: str) -> Destination:
    """Whose part of the tree the path lies deepest in; what no other word stands for is reached from home."""
    parts = [(len(part), place) for place in places for part in place.parts if path.startswith(part)]
    return max(parts, key=lambda found: found[0])[1]


def _short_name(user: Any, *, beside: str) -> str:
    """As much of the name, without titles, as has room in one line of a phone's header; at least the call name."""
    name = user.person.name if user.person else user.username
    first = call_name(name)
    for word in name.split()[len(first.split()) :]:
        if len(f"{first} {word} · {beside}") > MOST_LETTERS:
            break
        first += f" {word}"
    return first


def _role_line(scope: Scope, office: str) -> str:
    """The first office of those held, highest duty first, "Plt" before it where it is only acted in.

    `office`: the one in a KKG, which says more than "Guru".
    """
    for role in (Role.PENGAWAS, Role.KEPALA, Role.KABUPATEN, Role.OPERATOR):
        if role in scope.roles:
            return role_label(role, is_acting=role in scope.acts_as)
    return office or (role_label(Role.TEACHER) if Role.TEACHER in scope.roles else "")
