"""Who may keep and run a working group. Which groups: groups/scope.py."""

from collections.abc import Callable, Collection
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from core.formats import date_plain, joined
from kkg.groups.scope import groups_kept_by, groups_run_by
from madrasah.roles import Role, role_label
from madrasah.scope import scope_of

if TYPE_CHECKING:
    from kkg.groups.models import WorkingGroup
    from madrasah.models import Person, User

JOINING = "guru anggota KKG, pengurusnya, dan"


def within(user: "User", group: "WorkingGroup", rule: Callable[[Any], frozenset[int]]) -> bool:
    """Whether the group is among those of `rule`, a function of kkg.groups.scope."""
    return group.pk in rule(user)


def pengawas() -> str:
    """The office, as it stands inside a sentence."""
    return role_label(Role.PENGAWAS).lower()


FIRST_DAY = date(1990, 1, 1)  # nearer days are doubted only (core/doubts.py)
YEARS_AHEAD = timedelta(days=2 * 366)


def why_not_run_group(user: "User", group: "WorkingGroup") -> str | None:
    """Planning sessions of this group is for its officers in term and the pengawas of its places."""
    if not within(user, group, groups_run_by):
        return f"Hanya pengurus KKG ini dan {pengawas()} yang mengelola pertemuannya."
    return None


def why_not_edit_group(user: "User", group: "WorkingGroup") -> str | None:
    """Places and officers are kept by the pengawas of the group and the operator of the region."""
    if not within(user, group, groups_kept_by):
        return f"Hanya {pengawas()} dan operator wilayah yang mengubah data KKG."
    return _why_not_ended(group)


def _why_not_ended(group: "WorkingGroup") -> str | None:
    """A group that has ended is only read."""
    if group.ended_on and group.ended_on < timezone.localdate():
        return f"KKG ini berakhir {date_plain(group.ended_on)}. Catatannya tetap bisa dibaca."
    return None


def why_not_create_group(user: "User") -> str | None:
    """A new KKG is entered by a pengawas or the operator of a region."""
    scope = scope_of(user)
    if not (scope.supervises or scope.registers_regions):
        return f"Hanya {pengawas()} dan operator wilayah yang membuat KKG baru."
    return None


def why_not_take_in(open_to: Collection[Any], madrasahs: Collection[Any]) -> str | None:
    """`open_to`: kkg.models.places_open_to(user); others belong to somebody else's KKG."""
    others = [str(madrasah) for madrasah in madrasahs if madrasah not in open_to]
    return f"{joined(others)} bukan madrasah yang Anda bina." if others else None


def why_not_appoint(group: "WorkingGroup", members: Any, person: "Person") -> str | None:
    """An officer works at one of the group's madrasah. `members`: kkg.models.people_of the group."""
    return None if members.contains(person) else f"{person} tidak bertugas di madrasah {group}."


def why_not_change_groups(user: "User", group: "WorkingGroup", other: Any = None) -> str | None:
    """Splitting a group, or joining two, is for who keeps every group it touches."""
    reason = why_not_edit_group(user, group)
    if reason or other is None:
        return reason
    return why_not_edit_group(user, other)


def why_not_plan_on(group: "WorkingGroup", day: date, *, on: date | None = None) -> str | None:
    """No session of a group after its last day, nor in a year that is a slip. A sentence about the date."""
    if not FIRST_DAY <= day <= (on or timezone.localdate()) + YEARS_AHEAD:
        return f"Tahun {day.year} di luar jangkauan. Periksa lagi tahunnya."
    if group.ended_on and day > group.ended_on:
        heir = f" Buat pertemuannya di {group.continues_as}." if group.continues_as else ""
        return f"{group} berakhir {date_plain(group.ended_on)}.{heir}"
    return None


def why_not_plan_programme(user: "User", programme: Any) -> str | None:
    """A programme is written by those who run its group, until the group has ended."""
    return why_not_run_group(user, programme.group) or _why_not_ended(programme.group)
