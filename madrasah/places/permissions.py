"""Why somebody may not add, change, close or remove a madrasah; and who may know its people."""

from typing import TYPE_CHECKING, Any

from madrasah.grants import grantors_at, registers_region
from madrasah.scope import scope_of

if TYPE_CHECKING:
    from madrasah.places.models import Madrasah
    from madrasah.users.models import User


def why_not_add_madrasah(user: "User", region_id: str | None = None) -> str | None:
    """Only the operator of a region adds a madrasah; with `region_id`, one that holds this kecamatan."""
    scope = scope_of(user)
    if registers_region(scope, region_id) if region_id else scope.registers_regions:
        return None
    return "Menambah atau menghapus madrasah dilakukan operator wilayah."


def why_not_edit_madrasah(user: "User", madrasah: "Madrasah") -> str | None:
    """Its operator, kepala, pengawas, or the operator of the region."""
    if grantors_at(scope_of(user), madrasah):
        return None
    return "Data madrasah diubah oleh operator, kepala, atau pengawas madrasah itu."


def may_know_people(user: "User", madrasah: "Madrasah") -> bool:
    """Whether the people of this madrasah are listed for the user."""
    return bool(grantors_at(scope_of(user), madrasah))


def may_know_offices(user: "User", madrasah: "Madrasah") -> bool:
    """Whether the user may read who heads, supervises and registers here; the kabupaten reads no names."""
    return may_know_people(user, madrasah) or madrasah.pk in scope_of(user).teaches_at


def why_not_remove_madrasah(user: "User", madrasah: "Madrasah") -> str | None:
    """Only the operator of its region."""
    if registers_region(scope_of(user), madrasah.region_id):
        return None
    return "Menghapus madrasah dilakukan operator wilayah."


def why_not_empty(madrasah: "Madrasah") -> str | None:
    """A madrasah leaves the lists once nobody works there."""
    people = set(madrasah.placements.open().values_list("person", flat=True))
    people |= set(madrasah.assignments.open().values_list("person", flat=True))
    if not people:
        return None
    return f"Masih ada {len(people)} orang bertugas di madrasah ini. Pindahkan atau akhiri dulu tugasnya."


def why_not_close_madrasah(user: "User", *madrasahs: Any) -> str | None:
    """Closing, and merging into another (given second), is decided above the madrasah."""
    scope = scope_of(user)
    if all(registers_region(scope, madrasah.region_id) for madrasah in madrasahs):
        return None
    return "Menutup atau menggabungkan madrasah dilakukan operator wilayah."
