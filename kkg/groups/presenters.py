"""The shape that every list of KKG is shown in, and what is said where there is none. Not here: what stands in it."""

from typing import NamedTuple

from django.urls import reverse

from kkg.groups.permissions import pengawas, why_not_create_group
from madrasah.models import User
from madrasah.scope import scope_of


class Line(NamedTuple):
    """One row of components/row.html."""

    title: str
    detail: str = ""
    state: str = ""
    tone: str = "grey"
    url: str = ""


class FirstStep(NamedTuple):
    """What leads to a first KKG, and the page for it, if this reader has one; components/empty.html."""

    text: str
    url: str = ""
    label: str = ""


def first_group_step(user: User) -> FirstStep:
    """For who sees no KKG: by what they could do about it."""
    scope = scope_of(user)
    if why_not_create_group(user) is None:
        return FirstStep("Belum ada. Buat KKG baru: pilih madrasah anggotanya, lalu tetapkan pengurusnya.")
    if scope.belongs:
        asked = f"Mintalah {pengawas()} atau operator wilayah memasukkannya."
        return FirstStep(f"KKG tampil di sini setelah madrasah Anda dimasukkan ke dalamnya. {asked}")
    if scope.is_keeper:
        people = reverse("madrasah:person-list")
        return FirstStep("KKG dibuat operator wilayah. Beri dulu tugas itu kepada seseorang.", people, "Buka Guru")
    made = f"KKG dibuat dan diurus {pengawas()} atau operator wilayah; akun ini tidak ikut KKG mana pun."
    return FirstStep(
        f"{made} Madrasah yang tercatat dapat Anda lihat.", reverse("madrasah:madrasah-list"), "Buka Madrasah"
    )
