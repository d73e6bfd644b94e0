"""Who may grant which office (decisions.md 9): the table, and what a person holds that somebody must stand above.

Imports no model. Sentences that only one room asks stand in that room.
"""

from enum import StrEnum
from typing import Any

from django.utils import timezone

from madrasah.periods import lasts
from madrasah.roles import Role, role_label
from madrasah.scope import Scope, scope_of

KEEPERS = "Akun pengelola sistem tidak diatur dari sini."
ERASED = "Data pribadi orang ini sudah dihapus; yang tinggal hanya angka dan catatan tanpa nama."
Standing = tuple[Role, Any, Any]  # office, madrasah or None, region or None


class Grantor(StrEnum):
    """In what capacity somebody grants offices at one place."""

    KEEPER = "keeper"
    REGIONAL_OPERATOR = "regional operator"
    PENGAWAS = "pengawas"
    KEPALA = "kepala"
    OPERATOR = "operator"


# decisions.md 9 and 34: who grants what at a madrasah, and what in a region. Nothing else is granted by anybody.
GRANTS_AT_MADRASAH: dict[Grantor, frozenset[Role]] = {
    Grantor.REGIONAL_OPERATOR: frozenset({Role.PENGAWAS, Role.KEPALA, Role.OPERATOR, Role.TEACHER}),
    Grantor.PENGAWAS: frozenset({Role.KEPALA, Role.OPERATOR, Role.TEACHER}),
    Grantor.KEPALA: frozenset({Role.OPERATOR, Role.TEACHER}),
    Grantor.OPERATOR: frozenset({Role.TEACHER}),
}
GRANTS_IN_REGION: dict[Grantor, frozenset[Role]] = {
    Grantor.KEEPER: frozenset({Role.OPERATOR, Role.KABUPATEN}),
    Grantor.REGIONAL_OPERATOR: frozenset({Role.OPERATOR, Role.KABUPATEN}),
}


def grantable_at(user: Any, madrasah: Any) -> frozenset[Role]:
    """Offices the user may grant at this madrasah."""
    held = grantors_at(scope_of(user), madrasah)
    return frozenset(role for grantor in held for role in GRANTS_AT_MADRASAH[grantor])


def grantable_in_region(user: Any, region: Any) -> frozenset[Role]:
    """Offices of this region the user may grant."""
    scope = scope_of(user)
    held = {Grantor.KEEPER: scope.is_keeper, Grantor.REGIONAL_OPERATOR: registers_region(scope, region.pk)}
    return frozenset(role for grantor, holds in held.items() if holds for role in GRANTS_IN_REGION[grantor])


def why_not_grant(user: Any, role: Role, *, madrasah: Any = None, region: Any = None) -> str | None:
    """Give exactly one of madrasah and region."""
    if reason := _why_not_there(role, is_madrasah=bool(madrasah)):
        return reason
    allowed = grantable_at(user, madrasah) if madrasah else grantable_in_region(user, region)
    if role in allowed:
        return None
    office = f"{role_label(role)} di {madrasah or region}"
    return f"Tugas {office} tidak bisa Anda berikan atau akhiri. {_WHO[role]}"


def _why_not_there(role: Role, *, is_madrasah: bool) -> str | None:
    """An office of a madrasah is held in no region by anybody, and the other way round."""
    here, there = (GRANTS_AT_MADRASAH, GRANTS_IN_REGION) if is_madrasah else (GRANTS_IN_REGION, GRANTS_AT_MADRASAH)
    if _granted(role, here) or not _granted(role, there):
        return None
    right, wrong = ("wilayah", "madrasah") if is_madrasah else ("madrasah", "wilayah")
    return f"{role_label(role)} bertugas di {right}: pilih {right}nya, kosongkan {wrong}."


def _granted(role: Role, table: dict[Grantor, frozenset[Role]]) -> bool:
    return any(role in roles for roles in table.values())


def why_not_over(user: Any, person: Any) -> str | None:
    """Whether somebody stands above everything the person holds. Nobody stands above who was erased."""
    if getattr(person, "erased_at", None):
        return ERASED
    account = getattr(person, "user", None)
    if account is not None and account.is_superuser:
        return KEEPERS
    held = standing_of(person)
    if not held:
        return _why_not_in_home_region(scope_of(user), person)
    reasons = (why_not_grant(user, role, madrasah=madrasah, region=region) for role, madrasah, region in held)
    return next(filter(None, reasons), None)


def standing_of(person: Any) -> list[Standing]:
    """Offices and posts that hold today or later; a post is that of a guru."""
    today = timezone.localdate()
    offices = _terms(person, "assignments", "madrasah", "region")
    posts = _terms(person, "placements", "madrasah")
    held: list[Standing] = [(Role(a.role), a.madrasah, a.region) for a in offices if lasts(a, today)]
    return held + [(Role.TEACHER, post.madrasah, None) for post in posts if lasts(post, today)]


_WHO: dict[Role, str] = {
    Role.TEACHER: "Hubungi operator atau kepala madrasah itu.",
    Role.OPERATOR: "Hubungi kepala atau pengawas madrasah itu; untuk wilayah, operatornya atau pengelola sistem.",
    Role.KEPALA: "Hubungi pengawas madrasah itu atau operator wilayah.",
    Role.PENGAWAS: "Hubungi operator wilayah.",
    Role.KABUPATEN: "Hubungi operator wilayah atau pengelola sistem.",
}


def grantors_at(scope: Scope, madrasah: Any) -> list[Grantor]:
    held = {
        Grantor.REGIONAL_OPERATOR: registers_region(scope, madrasah.region_id),
        Grantor.PENGAWAS: madrasah.pk in scope.supervises,
        Grantor.KEPALA: madrasah.pk in scope.heads,
        Grantor.OPERATOR: madrasah.pk in scope.registers,
    }
    return [grantor for grantor, holds in held.items() if holds]


def registers_region(scope: Scope, code: str | None) -> bool:
    """Whether a region's code is one of those the user registers, or below it."""
    if code is None:
        return False
    return any(code == own or code.startswith(f"{own}.") for own in scope.registers_regions)


def _why_not_in_home_region(scope: Scope, person: Any) -> str | None:
    if registers_region(scope, person.home_region_id):
        return None
    return "Orang ini belum bertugas di tempat Anda. Hubungi operator wilayah."


def _terms(person: Any, relation: str, *places: str) -> Any:
    """Terms with their places; a list that has read them (`with_account`, `with_standing`) is not asked again."""
    if (known := person.__dict__.get(f"known_{relation}")) is not None:
        return known
    if relation in getattr(person, "_prefetched_objects_cache", {}):
        return getattr(person, relation).all()
    return getattr(person, relation).select_related(*places)
