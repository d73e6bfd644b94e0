"""Why somebody may not have a pack made, or take one: one Indonesian sentence, or None."""

import hashlib
from typing import TYPE_CHECKING

from kkg.groups.scope import groups_run_by, groups_seen_by
from madrasah.scope import scope_of

if TYPE_CHECKING:
    from competency.packs.models import Pack
    from madrasah.models import User

EVIDENCE = "pendampingan"  # Pack.Kind.EVIDENCE


def why_not_order_pack(user: "User", kind: str) -> str | None:
    """Everybody their own; proofs of guidance are those of who guides."""
    scope = scope_of(user)
    if scope.person_id is None:
        return "Paket dibuat oleh akun yang punya data orang; pengelola aplikasi memakai cadangan."
    if kind == EVIDENCE and not scope.supervises:
        return "Bukti pendampingan dibuat oleh pengawas madrasah."
    return None


def why_not_take_pack(user: "User", pack: "Pack") -> str | None:
    """What it holds was to be seen by who one was then: since an office ended, or another began, it stays shut."""
    if pack.file_id is None:
        return "Paket ini belum jadi."
    if pack.offices != offices_mark(user):
        return "Tugas Anda berubah sejak paket ini dibuat. Buat paket baru, supaya isinya menurut tugas Anda sekarang."
    return None


def offices_mark(user: "User") -> str:
    """A digest of all that decides what this person may see today."""
    scope = scope_of(user)
    sets = (
        scope.teaches_at,
        scope.heads,
        scope.supervises,
        scope.registers,
        scope.registers_regions,
        scope.counts_regions,
        groups_seen_by(user),
        groups_run_by(user),
    )
    told = repr([sorted(one) for one in sets] + [scope.head_terms])
    return hashlib.sha256(told.encode()).hexdigest()
