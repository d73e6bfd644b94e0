"""Packs in words: what each kind is for, and how one stands."""

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from competency.packs.models import KEPT_DAYS, Pack
from competency.packs.permissions import why_not_order_pack
from core.formats import date_plain, file_size, moment_short
from madrasah.models import User

OFFERS = (
    (
        Pack.Kind.EVIDENCE,
        "PDF satu semester, urut menurut siklus: surat, daftar hadir, notulen, foto, lembar, rekap, dan analisis.",
    ),
    (Pack.Kind.SCOPE, "Semua yang boleh Anda lihat: satu Excel dengan banyak lembar, dan berkasnya."),
    (Pack.Kind.OWN, "Tentang Anda sendiri: lembar dan hasil sebagai PDF, sertifikat, tanggapan, dan riwayat."),
)


def offers_for(user: User) -> list[dict[str, Any]]:
    """The kinds this person can have made, each with what is in it."""
    return [
        {"kind": kind, "title": kind.label, "text": text}
        for kind, text in OFFERS
        if why_not_order_pack(user, kind) is None
    ]


def pack_line(pack: Pack) -> dict[str, Any]:
    """One of the list: what it is, how it stands, until when."""
    state, tone = state_of(pack)
    return {
        "title": str(pack),
        "detail": f"Diminta {moment_short(timezone.localtime(pack.created_at))}. {until_words(pack)}",
        "url": reverse("competency:pack-detail", args=[pack.pk]),
        "state": state,
        "tone": tone,
    }


def state_of(pack: Pack) -> tuple[str, str]:
    """Word and tone of the chip."""
    if pack.file_id:
        return "Siap diunduh", "green"
    return ("Sedang disiapkan", "blue") if pack.is_underway else ("Terhenti", "red")


def until_words(pack: Pack) -> str:
    """When it goes by itself."""
    last = timezone.localtime(pack.created_at + timedelta(days=KEPT_DAYS))
    return f"Dibuang sendiri sesudah {date_plain(last)}."


def pack_facts(pack: Pack) -> list[tuple[str, str]]:
    """Of one that stands."""
    made = moment_short(timezone.localtime(pack.made_at)) if pack.made_at else ""
    size = file_size(pack.file.size) if pack.file else ""
    return [("Dibuat", made), ("Ukuran", size)]


def missing_words(pack: Pack) -> str:
    """How much is not in it, and where that is told."""
    if not pack.missing:
        return "Tidak ada yang kurang."
    return f"{pack.missing} hal tidak ada di dalamnya. Rinciannya di BACA SAYA.txt di dalam paket."
