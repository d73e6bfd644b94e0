"""Why somebody may not score a lesson together, or show what came of it."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from competency.visits.permissions import superiors
from madrasah.scope import scope_of

if TYPE_CHECKING:
    from competency.agreement.models import Pairing, Rating
    from madrasah.models import Person, User

NOT_YOURS = "Hanya yang menilai pelajaran ini yang mengisinya."


def why_not_pair(user: "User") -> str | None:
    """Those who observe lessons begin it."""
    return None if scope_of(user).opens else f"Hanya {superiors()} yang memulai penilaian berdua."


def why_not_practise(user: "User") -> str | None:
    """Whoever is a person here: a teacher may be appointed as a peer."""
    return None if scope_of(user).person_id else "Latihan hanya untuk akun yang punya data orang."


def why_not_pair_with(user: "User", partner: "Person", colleagues: Collection[int]) -> str | None:
    """With a colleague of one's own madrasah, never with oneself."""
    if partner.pk == scope_of(user).person_id:
        return "Penilaian berdua dilakukan dengan orang lain, bukan dengan diri sendiri."
    return None if partner.pk in colleagues else f"{partner} tidak bertugas di madrasah Anda. Pilih orang lain."


def why_not_seen_on(day: date, today: date) -> str | None:
    """What is scored was seen."""
    return "Tanggal itu belum tiba. Catat sesudah pelajarannya." if day > today else None


def why_not_rate(rating: "Rating | None", pairing: "Pairing") -> str | None:
    """One's own values, until one has said that they are done. `rating`: one's own."""
    if rating is None:
        return NOT_YOURS
    if pairing.called_off_at is not None:
        return "Penilaian ini sudah dibatalkan."
    return "Penilaian Anda sudah selesai, jadi tidak diubah lagi." if rating.done_at else None


def why_not_compare(ratings: Collection["Rating"]) -> str | None:
    """Nobody sees the other's values before both are done."""
    waiting = [rating for rating in ratings if rating.done_at is None]
    return "Hasil terbuka sesudah semua yang menilai selesai." if waiting else None


def why_not_show(rating: "Rating | None", pairing: "Pairing", ratings: Collection["Rating"]) -> str | None:
    """Each says it for oneself, once both are done; practice stays with who did it."""
    if rating is None:
        return NOT_YOURS
    if pairing.vignette:
        return "Latihan hanya untuk Anda sendiri, jadi tidak ditunjukkan."
    return why_not_compare(ratings)


def why_not_call_off(rating: "Rating | None", ratings: Collection["Rating"]) -> str | None:
    """By either, while somebody has still to finish."""
    if rating is None:
        return NOT_YOURS
    return "Penilaian ini sudah selesai." if why_not_compare(ratings) is None else None
