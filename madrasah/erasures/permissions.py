"""Why somebody may not erase a person: one Indonesian sentence, or None."""

from typing import TYPE_CHECKING, Any

from core.refusals import Barred
from madrasah.grants import ERASED, KEEPERS, registers_region, standing_of
from madrasah.scope import scope_of

if TYPE_CHECKING:
    from madrasah.people.models import Person
    from madrasah.users.models import User


def why_not_see_erasures(user: "User") -> str | None:
    """The list: for operators of a region."""
    return None if scope_of(user).registers_regions else "Daftar ini untuk operator wilayah."


def why_not_erase(user: "User", person: "Person") -> str | None:
    """By an operator of the region where the person is or was known; never the own data; nothing still in use."""
    scope = scope_of(user)
    if scope.person_id == person.pk:
        return "Data Anda sendiri dihapus oleh operator wilayah lain. Ajukan lewat halaman Akun, bagian Data saya."
    account: Any = getattr(person, "user", None)
    if account is not None and account.is_superuser:
        return KEEPERS
    if not any(registers_region(scope, code) for code in _regions_of(person)):
        return "Data pribadi dihapus oleh operator wilayah tempat orang ini tercatat."
    return why_not_by_now(person)


def why_not_by_now(person: "Person") -> str | None:
    """What stands against it, whoever asks; each with the page that leads on."""
    if person.erased_at:
        return ERASED
    if person.merged_into_id:
        return "Data ini sudah digabungkan ke data lain. Hapus dari data yang dipertahankan."
    if standing_of(person):
        sentence = "Orang ini masih bertugas. Akhiri dulu semua tugas dan penempatannya."
        return Barred(sentence, "Buka data orangnya", "madrasah:person-detail", person)
    account: Any = getattr(person, "user", None)
    if account is not None and account.is_active and account.has_usable_password():
        sentence = "Akun orang ini masih dipakai. Nonaktifkan dulu."
        return Barred(sentence, "Buka akunnya", "madrasah:account-detail", person)
    return None


def why_not_continue(user: "User", erasure: Any) -> str | None:
    """Only what has stopped before its end."""
    is_underway = erasure.job is not None and not erasure.job.has_failed
    done = "Penghapusan ini tidak terhenti." if erasure.done_at or is_underway else None
    return why_not_see_erasures(user) or done


def _regions_of(person: "Person") -> set[str | None]:
    """Where the person is kept, and every place of a post or an office, past ones too."""
    offices = person.assignments.values_list("region_id", "madrasah__region_id")
    posts = person.placements.values_list("madrasah__region_id", flat=True)
    return {person.home_region_id, *posts, *(code for pair in offices for code in pair)}
