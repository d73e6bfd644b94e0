"""Why somebody may not add or change a person, import, or write a consent: one Indonesian sentence, or None."""

from typing import TYPE_CHECKING

from madrasah.grants import ERASED, registers_region, standing_of
from madrasah.roles import Role
from madrasah.scope import scope_of

if TYPE_CHECKING:
    from madrasah.people.models import Person
    from madrasah.users.models import User


def why_not_edit_person(user: "User", person: "Person") -> str | None:
    """Identity is kept where the person works; that of a pengawas only by the operator of the region."""
    if person.erased_at:
        return ERASED
    scope = scope_of(user)
    if registers_region(scope, person.home_region_id):
        return None
    for role, madrasah, _region in standing_of(person):
        if madrasah is None:
            continue
        if registers_region(scope, madrasah.region_id):
            return None
        if madrasah.pk in scope.knows and role != Role.PENGAWAS:
            return None
    return "Data orang ini diubah oleh operator di tempat tugasnya atau operator wilayah."


def why_not_add_person(user: "User") -> str | None:
    """Adding guru and staff anywhere."""
    scope = scope_of(user)
    if scope.knows or scope.registers_regions or scope.is_keeper:
        return None
    return "Menambah orang dilakukan operator, kepala, atau pengawas."


def why_not_import(user: "User") -> str | None:
    """Uploading a sheet; each row still needs the right to its madrasah."""
    scope = scope_of(user)
    if scope.knows or scope.registers_regions:
        return None
    return "Mengimpor data dilakukan operator, kepala, atau pengawas."


def why_not_consent(user: "User") -> str | None:
    """A yes to photos is a person's own."""
    if scope_of(user).person_id:
        return None
    return "Akun ini tidak terkait dengan seseorang, jadi tidak ada foto yang perlu diizinkan."


def why_not_give_consent(user: "User", person: "Person") -> str | None:
    """One's own yes, or one by mouth that another writes down."""
    return why_not_consent(user) if scope_of(user).person_id == person.pk else why_not_record_consent(person)


def why_not_record_consent(person: "Person") -> str | None:
    """A yes is written by others only for who cannot give it here: without an account in use."""
    account = getattr(person, "user", None)
    if account is not None and account.is_active and account.has_usable_password():
        return f"{person} punya akun, jadi mengizinkan sendiri di halaman Akun, bagian Izin foto."
    return None
