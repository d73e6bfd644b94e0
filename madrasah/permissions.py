"""Why somebody may not do something to places, people and accounts: one Indonesian sentence, or None.

Belongs here: verbs, on the rows they are given; imports no model. Not here: which rows are seen (scope.py).
"""

from datetime import date
from enum import StrEnum
from typing import Any

from django.utils import timezone

from madrasah.periods import lasts
from madrasah.roles import Role, role_label
from madrasah.scope import Scope, scope_of

KEEPERS = "Akun pengelola sistem tidak diatur dari sini."
Standing = tuple[Role, Any, Any]  # office, madrasah or None, region or None


class Grantor(StrEnum):
    """In what capacity somebody grants offices at one place."""

    KEEPER = "keeper"
    REGIONAL_OPERATOR = "regional operator"
    PENGAWAS = "pengawas"
    KEPALA = "kepala"
    OPERATOR = "operator"


# decisions.md 9: who grants what at a madrasah, and what in a region. Nothing else is granted by anybody.
GRANTS_AT_MADRASAH: dict[Grantor, frozenset[Role]] = {
    Grantor.REGIONAL_OPERATOR: frozenset({Role.PENGAWAS, Role.KEPALA, Role.OPERATOR, Role.TEACHER}),
    Grantor.PENGAWAS: frozenset({Role.KEPALA, Role.OPERATOR, Role.TEACHER}),
    Grantor.KEPALA: frozenset({Role.OPERATOR, Role.TEACHER}),
    Grantor.OPERATOR: frozenset({Role.TEACHER}),
}
GRANTS_IN_REGION: dict[Grantor, frozenset[Role]] = {
    Grantor.KEEPER: frozenset({Role.OPERATOR, Role.KABUPATEN}),
}


def grantable_at(user: Any, madrasah: Any) -> frozenset[Role]:
    """Offices the user may grant at this madrasah."""
    held = _grantors_at(scope_of(user), madrasah)
    return frozenset(role for grantor in held for role in GRANTS_AT_MADRASAH[grantor])


def grantable_in_region(user: Any) -> frozenset[Role]:
    """Offices of a region the user may grant, the same in every region."""
    return GRANTS_IN_REGION[Grantor.KEEPER] if scope_of(user).is_keeper else frozenset()


def why_not_grant(user: Any, role: Role, *, madrasah: Any = None, region: Any = None) -> str | None:
    """Give exactly one of madrasah and region."""
    allowed = grantable_at(user, madrasah) if madrasah else grantable_in_region(user)
    if role in allowed:
        return None
    office = f"{role_label(role)} di {madrasah or region}"
    return f"Tugas {office} tidak bisa Anda berikan atau akhiri. {_WHO[role]}"


def why_not_end_assignment(user: Any, assignment: Any, *, on: date | None = None) -> str | None:
    """Who may grant an office may end it."""
    return _why_not_over_by_now(assignment, on) or why_not_change_office(user, assignment)


def why_not_change_office(user: Any, assignment: Any) -> str | None:
    """Dates put right, also of an office that is over: by those who may grant it."""
    return why_not_grant(user, Role(assignment.role), madrasah=assignment.madrasah, region=assignment.region)


def why_not_call_off(user: Any, assignment: Any) -> str | None:
    """An office that has not begun is taken back by those who may grant it."""
    return _why_not_begun(assignment) or why_not_change_office(user, assignment)


def _why_not_begun(term: Any, on: date | None = None) -> str | None:
    return (
        None
        if term.since > (on or timezone.localdate())
        else "Tugas ini sudah berjalan. Akhiri dengan hari terakhirnya."
    )


def why_not_keep_accounts(user: Any) -> str | None:
    """The list of accounts: for those who grant some office somewhere."""
    scope = scope_of(user)
    if scope.knows or scope.registers_regions or scope.is_keeper:
        return None
    return "Daftar akun dibuka oleh operator, kepala, atau pengawas."


def why_not_activate(user: Any, person: Any) -> str | None:
    """Issuing or revoking a personal link: by those who may close the account, while it is open."""
    account = getattr(person, "user", None)
    reason = why_not_close_account(user, person)
    if reason is None and account is not None and not account.is_active:
        return "Akun ini sedang dinonaktifkan. Aktifkan kembali dulu."
    return reason


def why_not_invite(user: Any, person: Any) -> str | None:
    """A first link is for who has no password yet."""
    account = getattr(person, "user", None)
    reason = why_not_activate(user, person)
    if reason is None and account is not None and account.has_usable_password():
        return "Akun ini sudah aktif. Bila lupa sandi, setel ulang lewat halaman akunnya."
    return reason


def why_not_reset(user: Any, person: Any) -> str | None:
    """A reset is for who has an account."""
    if getattr(person, "user", None) is None:
        return f"{person} belum punya akun. Buatkan dulu tautan pertamanya."
    return why_not_activate(user, person)


def why_not_end_device(user: Any, device: Any) -> str | None:
    """A person's devices are a person's own."""
    return None if device.user_id == user.pk else "Perangkat ini milik akun lain."


def why_not_close_account(user: Any, person: Any) -> str | None:
    """Closing and reopening an account: only by those who could grant every office the person holds.

    The keeper's is no person's (`person` is None).
    """
    if person is None:
        return KEEPERS
    if scope_of(user).person_id == person.pk:
        return "Ini akun Anda sendiri. Ganti kata sandi lewat halaman Akun."
    return _why_not_over(user, person)


def why_not_remove_person(user: Any, person: Any) -> str | None:
    """Deleting and bringing back: by those who could grant every office the person holds."""
    if scope_of(user).person_id == person.pk:
        return "Data Anda sendiri dihapus oleh orang lain yang berhak, misalnya operator wilayah."
    return _why_not_over(user, person)


def _why_not_over(user: Any, person: Any) -> str | None:
    """Whether somebody stands above everything the person holds."""
    account = getattr(person, "user", None)
    if account is not None and account.is_superuser:
        return KEEPERS
    held = standing_of(person)
    if not held:
        return _why_not_in_home_region(scope_of(user), person)
    reasons = (why_not_grant(user, role, madrasah=madrasah, region=region) for role, madrasah, region in held)
    return next(filter(None, reasons), None)


def why_not_edit_person(user: Any, person: Any) -> str | None:
    """Identity is kept where the person works; that of a pengawas only by the operator of the region."""
    scope = scope_of(user)
    if _registers_region(scope, person.home_region_id):
        return None
    for role, madrasah, _region in standing_of(person):
        if madrasah is None:
            continue
        if _registers_region(scope, madrasah.region_id):
            return None
        if madrasah.pk in scope.knows and role != Role.PENGAWAS:
            return None
    return "Data orang ini diubah oleh operator di tempat tugasnya atau operator wilayah."


def why_not_merge(user: Any, *people: Any) -> str | None:
    """Who may edit both records and could grant every office either holds; so nobody gains by own merges."""
    for person in people:
        account = getattr(person, "user", None)
        if account is not None and account.is_superuser:
            return "Data pengelola sistem tidak digabungkan dari sini."
        reasons = (
            why_not_grant(user, role, madrasah=madrasah, region=region)
            for role, madrasah, region in standing_of(person)
        )
        if reason := why_not_edit_person(user, person) or next(filter(None, reasons), None):
            return reason
    return None


def why_not_place(user: Any, madrasah: Any) -> str | None:
    """Posts at a madrasah are given by those who grant guru there."""
    return why_not_grant(user, Role.TEACHER, madrasah=madrasah)


def why_not_edit_placement(user: Any, placement: Any) -> str | None:
    """Ending, moving or calling off a post, while it lasts, belongs to those who may give it."""
    return _why_not_over_by_now(placement) or why_not_place(user, placement.madrasah)


def why_not_call_off_post(user: Any, placement: Any, *, on: date | None = None) -> str | None:
    """A post that has not begun is taken back by those who may give it."""
    return _why_not_begun(placement, on) or why_not_place(user, placement.madrasah)


def _why_not_over_by_now(term: Any, on: date | None = None) -> str | None:
    return None if lasts(term, on or timezone.localdate()) else "Tugas ini sudah berakhir."


def why_not_add_person(user: Any) -> str | None:
    """Adding guru and staff anywhere."""
    scope = scope_of(user)
    if scope.knows or scope.registers_regions or scope.is_keeper:
        return None
    return "Menambah orang dilakukan operator, kepala, atau pengawas."


def why_not_import(user: Any) -> str | None:
    """Uploading a sheet; each row still needs the right to its madrasah."""
    scope = scope_of(user)
    if scope.knows or scope.registers_regions:
        return None
    return "Mengimpor data dilakukan operator, kepala, atau pengawas."


def why_not_keep_import(user: Any, run: Any) -> str | None:
    """An upload is gone on with, applied and taken back by who uploaded it."""
    return why_not_import(user) or (None if run.by_id == user.pk else "Impor ini diunggah orang lain.")


def why_not_add_madrasah(user: Any, region_id: str | None = None) -> str | None:
    """Only the operator of a region adds a madrasah; with `region_id`, one that holds this kecamatan."""
    scope = scope_of(user)
    if _registers_region(scope, region_id) if region_id else scope.registers_regions:
        return None
    return "Menambah atau menghapus madrasah dilakukan operator wilayah."


def why_not_edit_madrasah(user: Any, madrasah: Any) -> str | None:
    """Its operator, kepala, pengawas, or the operator of the region."""
    if _grantors_at(scope_of(user), madrasah):
        return None
    return "Data madrasah diubah oleh operator, kepala, atau pengawas madrasah itu."


def may_know_people(user: Any, madrasah: Any) -> bool:
    """Whether the people of this madrasah are listed for the user."""
    return bool(_grantors_at(scope_of(user), madrasah))


def may_know_offices(user: Any, madrasah: Any) -> bool:
    """Whether the user may read who heads, supervises and registers here; the kabupaten reads no names."""
    return may_know_people(user, madrasah) or madrasah.pk in scope_of(user).teaches_at


def why_not_remove_madrasah(user: Any, madrasah: Any) -> str | None:
    """Only the operator of its region."""
    if _registers_region(scope_of(user), madrasah.region_id):
        return None
    return "Menghapus madrasah dilakukan operator wilayah."


def why_not_empty(madrasah: Any) -> str | None:
    """A madrasah leaves the lists once nobody works there."""
    people = set(madrasah.placements.open().values_list("person", flat=True))
    people |= set(madrasah.assignments.open().values_list("person", flat=True))
    if not people:
        return None
    return f"Masih ada {len(people)} orang bertugas di madrasah ini. Pindahkan atau akhiri dulu tugasnya."


def why_not_close_madrasah(user: Any, *madrasahs: Any) -> str | None:
    """Closing, and merging into another (given second), is decided above the madrasah."""
    scope = scope_of(user)
    if all(_registers_region(scope, madrasah.region_id) for madrasah in madrasahs):
        return None
    return "Menutup atau menggabungkan madrasah dilakukan operator wilayah."


def why_not_edit_semester(user: Any) -> str | None:
    """Dates and holidays hold for everybody, so one office keeps them."""
    if scope_of(user).registers_regions:
        return None
    return "Tanggal semester dan hari libur diatur operator wilayah."


def why_not_consent(user: Any) -> str | None:
    """A yes to photos is a person's own."""
    if scope_of(user).person_id:
        return None
    return "Akun ini tidak terkait dengan seseorang, jadi tidak ada foto yang perlu diizinkan."


def why_not_give_consent(user: Any, person: Any) -> str | None:
    """One's own yes, or one by mouth that another writes down."""
    return why_not_consent(user) if scope_of(user).person_id == person.pk else why_not_record_consent(person)


def why_not_record_consent(person: Any) -> str | None:
    """A yes is written by others only for who cannot give it here: without an account in use."""
    account = getattr(person, "user", None)
    if account is not None and account.is_active and account.has_usable_password():
        return f"{person} punya akun, jadi mengizinkan sendiri di halaman Akun, bagian Izin foto."
    return None


def standing_of(person: Any) -> list[Standing]:
    """Offices and posts that hold today or later; a post is that of a guru."""
    today = timezone.localdate()
    offices = _terms(person, "assignments", "madrasah", "region")
    posts = _terms(person, "placements", "madrasah")
    held: list[Standing] = [(Role(a.role), a.madrasah, a.region) for a in offices if lasts(a, today)]
    return held + [(Role.TEACHER, post.madrasah, None) for post in posts if lasts(post, today)]


_WHO: dict[Role, str] = {
    Role.TEACHER: "Hubungi operator atau kepala madrasah itu.",
    Role.OPERATOR: "Hubungi kepala atau pengawas madrasah itu; untuk wilayah, pengelola sistem.",
    Role.KEPALA: "Hubungi pengawas madrasah itu atau operator wilayah.",
    Role.PENGAWAS: "Hubungi operator wilayah.",
    Role.KABUPATEN: "Hubungi pengelola sistem.",
}


def _grantors_at(scope: Scope, madrasah: Any) -> list[Grantor]:
    held = {
        Grantor.REGIONAL_OPERATOR: _registers_region(scope, madrasah.region_id),
        Grantor.PENGAWAS: madrasah.pk in scope.supervises,
        Grantor.KEPALA: madrasah.pk in scope.heads,
        Grantor.OPERATOR: madrasah.pk in scope.registers,
    }
    return [grantor for grantor, holds in held.items() if holds]


def _registers_region(scope: Scope, code: str | None) -> bool:
    """Whether a region's code is one of those the user registers, or below it."""
    if code is None:
        return False
    return any(code == own or code.startswith(f"{own}.") for own in scope.registers_regions)


def _why_not_in_home_region(scope: Scope, person: Any) -> str | None:
    if _registers_region(scope, person.home_region_id):
        return None
    return "Orang ini belum bertugas di tempat Anda. Hubungi operator wilayah."


def _terms(person: Any, relation: str, *places: str) -> Any:
    """Terms with their places; a list that has read them beforehand (`with_standing`) is not asked again."""
    if relation in getattr(person, "_prefetched_objects_cache", {}):
        return getattr(person, relation).all()
    return getattr(person, relation).select_related(*places)
