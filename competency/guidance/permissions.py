"""Why somebody may not note what was agreed on about checking RPP."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from madrasah.roles import Role, role_label
from madrasah.scope import scope_of

if TYPE_CHECKING:
    from madrasah.models import Madrasah, Person, User


def why_not_guide(user: "User", madrasah: "Madrasah") -> str | None:
    """Who supervises the madrasah today notes what was agreed there, and mends it."""
    if madrasah.pk in scope_of(user).supervises:
        return None
    return f"Hanya {role_label(Role.PENGAWAS).lower()} {madrasah} yang mencatat kesepakatan ini."


def why_not_read_weeks(user: "User", madrasah: "Madrasah") -> str | None:
    """The weeks of a madrasah are read by its kepala and its pengawas."""
    return None if madrasah.pk in scope_of(user).opens else "Halaman ini tidak termasuk tugas Anda."


def why_not_agree_with(user: "User", head: "Person", heads: Collection[int]) -> str | None:
    """With who is kepala there today (Plt too), and never with oneself."""
    if head.pk == scope_of(user).person_id:
        return "Kesepakatan dicatat dengan orang lain, bukan dengan diri sendiri."
    office = role_label(Role.KEPALA).lower()
    return None if head.pk in heads else f"{head} tidak sedang bertugas sebagai {office} di madrasah ini."


def why_not_days(agreed_on: date, due_on: date | None, today: date) -> str | None:
    """What is noted has happened; it is looked at again later."""
    if agreed_on > today:
        return "Tanggal kesepakatan belum tiba. Catat sesudah pembicaraannya."
    if due_on and due_on < agreed_on:
        return "Tanggal diperiksa lagi harus pada atau sesudah tanggal kesepakatan."
    return None
